using System.Text.Json.Nodes;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Objects;

/// <summary>Builds sessions of the billing portal. Who has the address of one may do what its customer may.</summary>
internal static class PortalSessions
{
    /// <summary>Stripe's name of the kind of object.</summary>
    public const string Kind = "billing_portal.session";

    private const string AliveUntil = "alive_until";
    private const string TokenPrefix = "test_";
    private const string IdPrefix = "bps_";

    // Stripe's: an unused session is over after 5 minutes, a used one an hour after its last use.
    private const long Unused = 5 * 60;
    private const long AfterUse = 60 * 60;

    /// <summary>A session that nobody has opened yet.</summary>
    public static StripeDocument Create(string customer, string configuration, string baseAddress, long now)
    {
        var json = ObjectTemplate.Create(Kind);
        var id = StripeId.New("bps");
        json["id"] = id;
        json["configuration"] = configuration;
        json["created"] = now;
        json["customer"] = customer;
        json["url"] = $"{baseAddress}/p/session/{TokenPrefix}{id[IdPrefix.Length..]}";
        return new StripeDocument(Kind, json) with { Hidden = new JsonObject { [AliveUntil] = now + Unused } };
    }

    /// <summary>The session behind the last part of its address; null when there is none or its time is over.</summary>
    public static StripeDocument? FindAlive(UnitOfWork work, string token) =>
        token.StartsWith(TokenPrefix, StringComparison.Ordinal)
        && work.Find(Kind, IdPrefix + token[TokenPrefix.Length..]) is { } session
        && session.Hidden[AliveUntil]!.GetValue<long>() > work.Now
            ? session
            : null;

    /// <summary>Somebody uses the session: it lives on.</summary>
    public static void Touch(UnitOfWork work, StripeDocument session)
    {
        session.Hidden[AliveUntil] = work.Now + AfterUse;
        work.Save(session);
    }

    /// <summary>The path of the session's page.</summary>
    public static string PathOf(StripeDocument session) => new Uri(session.Text("url")!).AbsolutePath;

    /// <summary>The type of the one thing that the session is for; null for the whole portal.</summary>
    public static string? FlowType(StripeDocument session) => session.Json["flow"]?["type"]?.GetValue<string>();
}
