using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Scenarios;

/// <summary>
/// What the product is for: a year of three users' subscriptions, through its API and Stripe's pages, month by month. After every step it
/// has to have what Stripe has, to the cent.
/// </summary>
[TestFixture]
public sealed class YearTests
{
    private const string GoodCard = "4242424242424242";
    private const string OtherGoodCard = "5555555555554444";
    private const string FailsOnRenewal = "4000000000000341";
    private const long ProMonth = 1900;
    private const long TeamSeatMonth = 4900;
    private const int Seats = 3;
    private const int GraceDays = 7;

    /// <summary>A renewal's invoice is a draft for an hour; then it is charged.</summary>
    private static readonly TimeSpan DraftTime = TimeSpan.FromHours(1);

    private static readonly Rights Pro = new("pro");
    private static readonly Rights Team = new("team", Seats);

    private Stage _stage = null!;
    private Subscriber _ada = null!;
    private Subscriber? _ben, _cleo;

    /// <summary>The year begins on the last day of a month: short months follow.</summary>
    [SetUp]
    public async Task StartAsync() =>
        _stage = await Stage.StartAsync(new DateTime(DateTime.UtcNow.Year + 1, 1, 31, 10, 0, 0, DateTimeKind.Utc));

    [TearDown]
    public async Task StopAsync()
    {
        foreach (Subscriber? subscriber in (Subscriber?[])[_ada, _ben, _cleo])
        {
            subscriber?.Dispose();
        }

        await _stage.DisposeAsync();
    }

    [Test]
    public async Task A_year_of_renewals_changes_failures_and_refunds_ends_where_Stripe_is()
    {
        _ada = await Subscriber.SubscribeAsync(_stage, "pro", ProMonth, GoodCard);
        await CheckAsync(Pro);
        await RenewAsync(ProMonth, Pro);
        await RenewAsync(ProMonth, Pro);
        _ben = await FailingAsync("cancel");
        await RenewAsync(ProMonth, Pro);
        await UpgradeAsync();
        await FailUntilTheEndAsync(_ben, "canceled");
        await RenewAsync(Seats * TeamSeatMonth, Team);
        await PlanDowngradeAsync();
        await RenewAsync(ProMonth, Pro);
        await RenewalFailsAndIsPaidAsync();
        await RenewAsync(ProMonth, Pro);
        await RefundPartsAsync();
        await RenewAsync(ProMonth, Pro);
        _cleo = await FailingAsync("unpaid");
        await PayOnceAsync();
        await RenewAsync(ProMonth, Pro);
        await FailUntilTheEndAsync(_cleo, "unpaid");
        await RenewAsync(ProMonth, Pro);
        await RenewAsync(ProMonth, Pro);
        await RenewAsync(ProMonth, Pro);
        await CancelAsync();
        await CheckTheWholeLedgerAsync();
    }

    /// <summary>A month ends, and the next one is paid.</summary>
    private async Task RenewAsync(long amount, Rights rights)
    {
        DateTime end = await _ada.PeriodEndAsync();
        await _stage.AdvanceToAsync(end + DraftTime);
        (await _ada.PeriodEndAsync()).Day.ShouldBe(Math.Min(31, DateTime.DaysInMonth(end.Year, end.Month % 12 + 1)), "the anchor's day, or the month's last");
        _ada.PaidInvoices++;
        _ada.Total += amount;
        await CheckAsync(rights);
    }

    private async Task UpgradeAsync()
    {
        await _stage.AdvanceAsync(3);
        JsonElement preview = await _ada.GetAsync($"subscription/plan/preview?plan_id=team&quantity={Seats}");
        long due = preview.GetProperty("due_today_cents").GetInt64();
        due.ShouldBeInRange((Seats * TeamSeatMonth - ProMonth) * 85 / 100, (Seats * TeamSeatMonth - ProMonth) * 95 / 100, "some 28 of 31 days");
        await _ada.ChangeAsync("plan", new { plan_id = "team", quantity = Seats, proration_date = preview.GetProperty("proration_date").GetDateTime() });
        _ada.PaidInvoices++;
        _ada.Total += due;
        _ada.MailsOfChange++;
        await CheckAsync(Team);
    }

    /// <summary>It costs nothing, and begins with the next month.</summary>
    private async Task PlanDowngradeAsync()
    {
        await _stage.AdvanceAsync(10);
        JsonElement planned = await _ada.ChangeAsync("plan", new { plan_id = "pro" });
        planned.GetProperty("pending_change").GetProperty("takes_effect_at").GetDateTime().ShouldBe(await _ada.PeriodEndAsync());
        await CheckAsync(Team);
        _ada.MailsOfChange++;
    }

    /// <summary>Two attempts fail, the invoice is paid on its page, and another card pays from then on.</summary>
    private async Task RenewalFailsAndIsPaidAsync()
    {
        await _ada.UseCardAsync(FailsOnRenewal);
        DateTime failed = await _ada.PeriodEndAsync() + DraftTime;
        Rights grace = Pro with { IsInGrace = true, Until = failed.AddDays(GraceDays) };
        foreach (int day in (int[])[0, 3])
        {
            await _stage.AdvanceToAsync(failed.AddDays(day));
            (await _ada.StatusAsync()).ShouldBe("past_due");
            (await _ada.HistoryAsync())[0].GetProperty("status").GetString().ShouldBe("failed");
            await CheckAsync(grace);
        }

        await _stage.AdvanceAsync(1);
        await _ada.PayNowAsync(GoodCard);
        (await _ada.StatusAsync()).ShouldBe("active");
        (await _ada.HistoryAsync())[0].GetProperty("status").GetString().ShouldBe("succeeded");
        await CheckAsync(Pro);
        await _ada.UseCardAsync(OtherGoodCard);
    }

    /// <summary>One part is given back by an operator, another one in Stripe's Dashboard.</summary>
    private async Task RefundPartsAsync()
    {
        JsonElement payment = (await _ada.HistoryAsync())[0];
        await _stage.RefundAsync(payment.GetProperty("id").GetGuid(), 700);
        _ada.Total -= 700;
        await CheckAsync(Pro);

        string charge = (await _stage.ListAsync("/v1/charges", ("customer", _ada.CustomerId)))[0].Text("id");
        await _stage.Stripe.ControlAsync(HttpMethod.Post, $"charges/{charge}/refund?amount=300");
        await _stage.SettleAsync();
        _ada.Total -= 300;
        await CheckAsync(Pro);
        (await _ada.HistoryAsync())[0].GetProperty("amount_refunded_cents").GetInt64().ShouldBe(1000);
    }

    private async Task PayOnceAsync()
    {
        await _stage.AdvanceAsync(5);
        await _ada.PayOnceAsync(2550, GoodCard);
        await CheckAsync(Pro);
    }

    /// <summary>Asked for, taken back, asked for again; then the last month ends.</summary>
    private async Task CancelAsync()
    {
        await _stage.AdvanceAsync(5);
        DateTime end = await _ada.PeriodEndAsync();
        await _ada.ChangeAsync("cancellation", new { at = "period_end" });
        _ada.MailsOfEnd++;
        await CheckAsync(Pro with { Until = end });

        await _stage.AdvanceAsync(1);
        await _ada.ChangeAsync("cancellation", null);
        _ada.MailsOfChange++;
        await CheckAsync(Pro);

        await _stage.AdvanceAsync(1);
        await _ada.ChangeAsync("cancellation", new { at = "period_end" });
        _ada.MailsOfEnd++;
        await CheckAsync(Pro with { Until = end });

        await _stage.AdvanceToAsync(end + DraftTime);
        _ada.MailsOfEnd++;
        await CheckAsync(Rights.Free);
    }

    /// <summary>Somebody subscribes whose card will pay no renewal.</summary>
    /// <param name="retriesThen">What Stripe does once every attempt has failed.</param>
    private async Task<Subscriber> FailingAsync(string retriesThen)
    {
        await _stage.AdvanceAsync(10);
        await _stage.Stripe.PostJsonAsync("settings", new { retries_then = retriesThen });
        Subscriber subscriber = await Subscriber.SubscribeAsync(_stage, "pro", ProMonth, FailsOnRenewal);
        await CheckAsync(subscriber, Pro);
        return subscriber;
    }

    /// <summary>Stripe tries four times; the plan is kept for the days of grace, and what was paid stays paid.</summary>
    private async Task FailUntilTheEndAsync(Subscriber subscriber, string status)
    {
        DateTime failed = await subscriber.PeriodEndAsync() + DraftTime;
        Rights grace = Pro with { IsInGrace = true, Until = failed.AddDays(GraceDays) };
        foreach ((int day, Rights rights) in ((int, Rights)[])[(0, grace), (3, grace), (8, Rights.Free)])
        {
            await _stage.AdvanceToAsync(failed.AddDays(day));
            (await subscriber.StatusAsync()).ShouldBe("past_due");
            await CheckAsync(subscriber, rights);
        }

        await _stage.AdvanceToAsync(failed.AddDays(15));
        subscriber.MailsOfEnd += status == "canceled" ? 1 : 0;
        await CheckAsync(subscriber, Rights.Free);
        (await _stage.ListAsync("/v1/subscriptions", ("customer", subscriber.CustomerId), ("status", "all"))).Single().Text("status").ShouldBe(status);
    }

    private Task CheckAsync(Rights rights) => CheckAsync(_ada, rights);

    private async Task CheckAsync(Subscriber subscriber, Rights rights)
    {
        (await subscriber.RightsAsync()).ShouldBe(rights);
        await new StripeComparison(_stage, subscriber).CheckAsync();
    }

    /// <summary>Everybody's history together is the ledger, and nobody's year changed anything for another.</summary>
    private async Task CheckTheWholeLedgerAsync()
    {
        await CheckAsync(_ben.ShouldNotBeNull(), Rights.Free);
        await CheckAsync(_cleo.ShouldNotBeNull(), Rights.Free);
        (await _stage.ListAsync("/v1/balance_transactions")).Sum(t => t.Number("amount")).ShouldBe(_ada.Total + _ben.Total + _cleo.Total);
        (_ada.PaidInvoices, _ben.PaidInvoices, _cleo.PaidInvoices).ShouldBe((14, 1, 1));
    }
}
