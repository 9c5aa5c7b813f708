using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Time;

/// <summary>Stripe's own test clocks: customers on one live in its time, with their subscriptions, invoices and schedules.</summary>
internal static class TestClocks
{
    /// <summary>The kind of object.</summary>
    public const string Kind = "test_helpers.test_clock";

    private const long SecondsToLive = 30 * 24 * 60 * 60;

    /// <summary>A clock that stands at a moment.</summary>
    public static StripeDocument Create(long frozenTime, string? name, long now)
    {
        var json = ObjectTemplate.Create(Kind);
        json["id"] = StripeId.New("clock");
        json["created"] = now;
        json["deletes_after"] = now + SecondsToLive;
        json["frozen_time"] = frozenTime;
        json["name"] = name;
        return new StripeDocument(Kind, json);
    }

    /// <summary>Where a clock stands.</summary>
    public static long TimeOf(StripeDocument clock) => clock.Number("frozen_time")!.Value;

    /// <summary>Sends a clock on its way. It arrives by itself, as at Stripe: who asks meanwhile is told that it is advancing.</summary>
    /// <exception cref="StripeApiException">400: it is on its way already, or the moment is over.</exception>
    public static void Start(UnitOfWork work, StripeDocument clock, long to)
    {
        EnsureReady(clock);
        if (to <= TimeOf(clock))
        {
            throw StripeErrors.Refused("A test clock can only be advanced to a later time.", parameter: "frozen_time");
        }

        clock.Json["status"] = "advancing";
        clock.Json["status_details"] = new JsonObject { ["advancing"] = new JsonObject { ["target_frozen_time"] = to } };
        work.Save(clock, Kind + ".advancing");
    }

    /// <summary>The clock has arrived.</summary>
    public static void Arrive(UnitOfWork work, StripeDocument clock)
    {
        clock.Json["frozen_time"] = TargetOf(clock);
        clock.Json["status"] = "ready";
        clock.Json["status_details"] = new JsonObject();
        work.Save(clock, Kind + ".ready");
    }

    /// <summary>Where a clock is on its way to.</summary>
    public static long TargetOf(StripeDocument clock) =>
        clock.Json["status_details"]!["advancing"]!["target_frozen_time"]!.GetValue<long>();

    /// <summary>Deletes a clock with its customers, whose subscriptions end.</summary>
    public static void Delete(UnitOfWork work, StripeDocument clock)
    {
        EnsureReady(clock);
        foreach (var customer in work.All(new DocumentQuery("customer").Where("test_clock", clock.Id)))
        {
            work.FollowClockOf(customer);
            CustomerDeletion.Run(work, customer);
        }

        work.Emit(Kind + ".deleted", clock);
        work.Save(clock with { Json = DeletedObject.Of(clock) });
    }

    /// <summary>Nothing is changed while a clock is on its way.</summary>
    /// <exception cref="StripeApiException">429.</exception>
    public static void EnsureReady(StripeDocument clock)
    {
        if (clock.Status == "advancing")
        {
            throw StripeErrors.ClockAdvancing();
        }
    }
}
