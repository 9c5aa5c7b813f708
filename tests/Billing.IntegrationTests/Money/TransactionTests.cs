using System.Net;
using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Money;

[TestFixture]
public sealed class TransactionTests : MoneyTest
{
    [Test]
    public async Task Operators_see_everybodys_payments_and_whose_they_are()
    {
        JsonElement payment = await PayAsync();

        JsonElement seen = (await ListAsync($"email={Uri.EscapeDataString(User.Email.ToUpperInvariant())}")).ShouldHaveSingleItem();

        foreach (JsonProperty member in payment.EnumerateObject())
        {
            seen.GetProperty(member.Name).GetRawText().ShouldBe(member.Value.GetRawText(), member.Name);
        }

        (Text(seen, "email"), Text(seen, "user_id"), Number(seen, "refundable_cents")).ShouldBe((User.Email, User.Id.ToString(), 2000));
        Text(seen, "stripe_payment_intent_id")!.ShouldStartWith("pi_");
    }

    [Test]
    public async Task Filters_leave_what_fits()
    {
        JsonElement payment = await PayAsync();
        (await RefundAsync(payment)).EnsureSuccessStatusCode();

        (await ListAsync($"user_id={User.Id}&status=refunded")).Select(t => Number(t, "refundable_cents")).ShouldBe([0]);
        (await ListAsync($"user_id={User.Id}&status=succeeded")).ShouldBeEmpty();
        (await ListAsync("email=nobody@example.com")).ShouldBeEmpty();
        using TestUser other = await App.RegisterAsync();
        (await ListAsync($"user_id={other.Id}&email={User.Email}")).ShouldBeEmpty();
    }

    [Test]
    public async Task The_cursor_leads_through_all_of_them_once()
    {
        for (int i = 0; i < 3; i++)
        {
            await BeginAsync();
        }

        List<string?> ids = [];
        string? cursor = null;
        do
        {
            using HttpResponseMessage answer = await Operator.Client.GetAsync(
                "/v1/admin/transactions?limit=1" + (cursor is null ? "" : "&cursor=" + cursor));
            JsonElement page = await answer.ReadJsonAsync();
            ids.AddRange(page.GetProperty("transactions").EnumerateArray().Select(t => Text(t, "id")));
            cursor = Text(page, "next_cursor");
        }
        while (cursor is not null);

        ids.ShouldBeUnique();
        ids.Count.ShouldBe(await App.WithDbAsync(db => Task.FromResult(db.Payments.Count())));
    }

    [Test]
    public async Task They_are_for_operators_only()
    {
        using HttpResponseMessage answer = await User.Client.GetAsync("/v1/admin/transactions");

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<List<JsonElement>> ListAsync(string query)
    {
        using HttpResponseMessage answer = await Operator.Client.GetAsync("/v1/admin/transactions?" + query);
        return [.. (await answer.ReadJsonAsync()).GetProperty("transactions").EnumerateArray()];
    }
}
