using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Accounts;

/// <summary>Everything that is kept about a person, as one file.</summary>
public sealed class AccountExportTests
{
    [Test]
    public async Task The_file_has_what_the_pages_show_and_no_secret()
    {
        await using RunningSimulator stripe = await RunningSimulator.StartAsync();
        await using BillingApp app = await StripeAccount.StartAsync(stripe.BaseAddress);
        using TestUser user = await app.RegisterAsync();
        using TestUser somebodyElse = await app.RegisterAsync();
        foreach (TestUser who in (TestUser[])[user, somebodyElse])
        {
            await StripeAccount.PayAsync(stripe.BaseAddress, await StripeAccount.CheckOutAsync(who, "pro"));
            await Wait.TrueAsync(() => app.WithDbAsync(db => db.Payments.AnyAsync(p => p.UserId == who.Id && p.IsComplete)), "the payment, complete");
        }

        await app.UntilProcessedAsync();
        using HttpResponseMessage answer = await user.Client.GetAsync("/v1/users/me/export");
        string text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        answer.Content.Headers.ContentDisposition!.ToString().ShouldBe("attachment; filename=\"billing-export.json\"");

        JsonElement export = JsonSerializer.Deserialize<JsonElement>(text);
        export.GetProperty("account").GetProperty("email").GetString().ShouldBe(user.Email);
        export.GetProperty("customers")[0].GetProperty("email").GetString().ShouldBe(user.Email);
        JsonElement subscription = await GetAsync(user, "/v1/billing/subscription");
        export.GetProperty("subscriptions")[0].GetProperty("id").GetString().ShouldBe(subscription.GetProperty("id").GetString());
        export.GetProperty("subscriptions")[0].GetProperty("plan").GetString().ShouldBe("pro");
        JsonElement history = await GetAsync(user, "/v1/billing/history");
        Pick(export, "payments", "id", "amount_cents", "currency", "status", "payment_method_last4", "description", "paid_at", "created_at")
            .ShouldBe(Pick(history, "transactions", "id", "amount_cents", "currency", "status", "payment_method_last4", "description", "paid_at", "created_at"));
        JsonElement invoices = await GetAsync(user, "/v1/billing/invoices");
        Pick(export, "invoices", "id", "number", "total_cents", "status").ShouldBe(Pick(invoices, "invoices", "id", "number", "total_cents", "status"));
        Pick(export, "emails", "kind").ShouldBe(["welcome", "receipt"]);
        export.GetProperty("checkouts")[0].GetProperty("status").GetString().ShouldBe("complete");
        export.GetProperty("sessions").GetArrayLength().ShouldBe(1);
        export.GetProperty("refunds").GetArrayLength().ShouldBe(0);

        text.ShouldNotContain(somebodyElse.Email);
        text.ShouldNotContain("hash", Case.Insensitive);
        text.ShouldNotContain("stamp", Case.Insensitive);
        text.ShouldNotContain("secret", Case.Insensitive);
    }

    private static List<string> Pick(JsonElement of, string list, params string[] names) => [.. of.GetProperty(list).EnumerateArray()
        .Select(row => string.Join('|', names.Select(name => row.GetProperty(name).ToString())))];

    private static async Task<JsonElement> GetAsync(TestUser user, string path)
    {
        using HttpResponseMessage answer = await user.Client.GetAsync(path);
        return await answer.ReadJsonAsync();
    }
}
