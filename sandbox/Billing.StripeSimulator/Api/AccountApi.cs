using System.Text.Json.Nodes;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/account: the one account that every key opens.</summary>
internal static class AccountApi
{
    private const string IdSetting = "account_id";

    /// <summary>Maps the endpoint.</summary>
    public static void Map(ApiRoutes routes) => routes.Get("/v1/account", Show);

    private static JsonObject Show(ApiCall call) => new()
    {
        ["id"] = AccountId(call.Work.Store.Settings),
        ["object"] = "account",
        ["business_profile"] = new JsonObject
        {
            ["annual_revenue"] = null,
            ["estimated_worker_count"] = null,
            ["mcc"] = null,
            ["minority_owned_business_designation"] = null,
            ["name"] = call.Work.Options.AccountName,
            ["product_description"] = null,
            ["support_address"] = null,
            ["support_email"] = null,
            ["support_phone"] = null,
            ["support_url"] = null,
            ["url"] = null,
        },
        ["business_type"] = "company",
        ["charges_enabled"] = true,
        ["country"] = "US",
        ["default_currency"] = "usd",
        ["details_submitted"] = true,
        ["email"] = "owner@example.com",
        ["metadata"] = new JsonObject(),
        ["payouts_enabled"] = true,
        ["type"] = "standard",
    };

    private static string AccountId(SettingsTable settings)
    {
        if (settings.Find(IdSetting) is { } known)
        {
            return known;
        }

        var created = StripeId.New("acct", 16);
        settings.Save(IdSetting, created);
        return created;
    }
}
