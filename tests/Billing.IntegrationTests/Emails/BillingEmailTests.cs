using Billing.Application.Abstractions;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.StripeEvents;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Emails;

/// <summary>The mails that follow from Stripe's events: each once, and none about what is over.</summary>
public sealed class BillingEmailTests : BillingEmailTest
{
    [Test]
    public async Task Registering_sends_one_mail_that_welcomes_and_confirms()
    {
        using TestUser user = await App.RegisterAsync();
        Email mail = (await SentAsync(user, 1)).Single();
        mail.Subject.ShouldBe("Welcome to Sigma & Sons");
        mail.Text.ShouldContain("/confirm-email#user=");
        mail.Html.ShouldContain("Sigma &amp; Sons");
        mail.Html.ShouldContain("1 Example Street");

        // The first mail has the link: asked for again at once, it is not sent twice.
        using HttpResponseMessage again = await user.Client.PostAsync("/v1/users/me/email-confirmation", null);
        (await KindsAsync(user)).ShouldBe(["welcome"]);
    }

    [Test]
    public async Task Every_failed_attempt_is_told_once_however_often_its_event_comes()
    {
        using TestUser user = await App.RegisterAsync();
        SubscriptionFacts subscription = Pro(user);
        await TellAsync(subscription.Event("created", Now.AddMinutes(-9)));
        InvoiceFacts invoice = new(subscription);
        string first = (invoice with { AttemptCount = 1, NextPaymentAttempt = Now.AddDays(3) }).Event("payment_failed", Now.AddMinutes(-8));
        string second = (invoice with { AttemptCount = 2 }).Event("payment_failed", Now.AddMinutes(-1));
        await TellAsync(first, first, StripeBodies.Again(first));
        await SendDueAsync();
        await TellAsync(second, StripeBodies.Again(second), first, StripeBodies.Again(first));
        await ReplayAsync();
        await SendDueAsync();

        (await KindsAsync(user)).ShouldBe(["payment_failed", "payment_failed", "welcome"]);
        IReadOnlyList<Email> sent = [.. (await SentAsync(user, 3)).Where(m => m.Subject.Contains("failed"))];
        sent[0].Subject.ShouldBe("Your payment of 19.00 USD failed");
        sent[0].Text.ShouldContain("Next attempt: ");
        sent[0].Text.ShouldContain("Pay now:\nhttps://invoice.example.com/" + invoice.Id);
        sent[1].Subject.ShouldBe("Your payment of 19.00 USD failed for the last time");
    }

    [Test]
    public async Task A_later_attempt_that_is_told_first_is_the_only_one_that_is_told()
    {
        using TestUser user = await App.RegisterAsync();
        InvoiceFacts invoice = new(Pro(user));
        await TellAsync((invoice with { AttemptCount = 2 }).Event("payment_failed", Now.AddMinutes(-1)));
        await TellAsync((invoice with { AttemptCount = 1 }).Event("payment_failed", Now.AddMinutes(-5)));
        (await SubjectsAsync(user)).ShouldBe([$"payment_failed {invoice.Id}:2", $"welcome {user.Id}"]);
    }

    [Test]
    public async Task An_invoice_that_is_paid_by_now_is_not_complained_of()
    {
        using TestUser user = await App.RegisterAsync();
        InvoiceFacts invoice = new(Pro(user)) { AttemptCount = 1 };
        await TellAsync(invoice.Event("payment_failed", Now.AddMinutes(-2)));
        await TellAsync((invoice with { Status = "paid" }).Event("paid", Now.AddMinutes(-1)));
        await SendDueAsync();
        (await MessagesAsync(user)).Single(m => m.Kind == "payment_failed").IsDropped.ShouldBeTrue();
        (await SentAsync(user, 1)).Single().Subject.ShouldStartWith("Welcome");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_payment_to_confirm_is_told_instead_of_its_failure_in_any_order(bool failureFirst)
    {
        using TestUser user = await App.RegisterAsync();
        InvoiceFacts invoice = new(Pro(user)) { AttemptCount = 1 };
        DateTime at = Now.AddMinutes(-1);
        string[] events = [invoice.Event("payment_failed", at), invoice.Event("payment_action_required", at)];
        foreach (string body in failureFirst ? events : events.Reverse())
        {
            await TellAsync(body, StripeBodies.Again(body));
        }

        await SendDueAsync();
        (await KindsAsync(user)).ShouldBe(["payment_action_required", "payment_failed", "welcome"]);
        (await SentAsync(user, 2)).Count.ShouldBe(2);
        (await SentAsync(user, 2))[1].Subject.ShouldBe("Please confirm your payment of 19.00 USD");
    }

    [Test]
    public async Task The_first_payment_is_left_to_the_page_on_which_it_is_made()
    {
        using TestUser user = await App.RegisterAsync();
        await TellAsync((new InvoiceFacts(Pro(user)) { AttemptCount = 1, BillingReason = "subscription_create" }).Event("payment_failed"));
        (await KindsAsync(user)).ShouldBe(["welcome"]);
    }

    [Test]
    public async Task Money_that_goes_back_is_told_once_for_each_refund()
    {
        using TestUser user = await App.RegisterAsync();
        string customer = PaymentEvents.NewId("cus");
        string intent = PaymentEvents.NewId("pi");
        await TellAsync(
            PaymentEvents.PaymentIntent(intentId: intent, customerId: customer, userId: user.Id, created: Now.AddMinutes(-9)),
            PaymentEvents.Charge(customer, user.Id, intent, Now.AddMinutes(-9)));
        string[] ids = [PaymentEvents.NewId("re"), PaymentEvents.NewId("re")];
        foreach ((string id, long amount, string status) in new[] { (ids[0], 500L, "pending"), (ids[1], 250L, "succeeded"), (ids[0], 500L, "succeeded") })
        {
            string told = PaymentEvents.Refund(id, intent, amount, status, Now.AddMinutes(-5));
            await TellAsync(told, StripeBodies.Again(told));
        }

        await TellAsync(PaymentEvents.Refund(PaymentEvents.NewId("re"), intent, 100, "succeeded", Now.AddYears(-1)));
        await TellAsync(PaymentEvents.Refund(PaymentEvents.NewId("re"), intent, 100, "failed", Now.AddMinutes(-5)));
        (await KindsAsync(user)).ShouldBe(["receipt", "refunded", "refunded", "welcome"]);
        IReadOnlyList<Email> sent = await SentAsync(user, 4);
        sent.ShouldContain(m => m.Subject == "Your receipt from Sigma & Sons: 20.00 USD" && m.Text.Contains("Paid with: Visa ending in 4242"));
        sent.Where(m => m.Subject.Contains("back")).Select(m => m.Subject).ShouldBe(["You get 5.00 USD back", "You get 2.50 USD back"]);
    }

    [Test]
    public async Task Another_plan_and_more_seats_are_told_once_each()
    {
        using TestUser user = await App.RegisterAsync();
        SubscriptionFacts pro = Pro(user);
        SubscriptionFacts team = pro with { PriceId = "price_team", Quantity = 5 };
        string[] events =
        [
            pro.Event("created", Now.AddMinutes(-9)), pro.Event("updated", Now.AddMinutes(-8)), team.Event("updated", Now.AddMinutes(-7)),
        ];
        foreach (string body in events)
        {
            await TellAsync(body, StripeBodies.Again(body));
        }

        await ReplayAsync();
        Email mail = (await SentAsync(user, 2))[1];
        mail.Subject.ShouldBe("Your subscription is now Team <em>");
        mail.Text.ShouldContain("Price: 5 × 49.00 USD per month");
        mail.Html.ShouldContain("Team &lt;em&gt;");
        mail.Html.ShouldNotContain("<em>");
        (await KindsAsync(user)).ShouldBe(["subscription_changed", "welcome"]);
    }

    [Test]
    public async Task An_end_is_told_when_it_is_asked_for_when_it_is_taken_back_and_when_it_has_come()
    {
        using TestUser user = await App.RegisterAsync();
        SubscriptionFacts lives = Pro(user) with { PeriodEnd = new DateTime(2097, 1, 31, 12, 0, 0, DateTimeKind.Utc) };
        SubscriptionFacts ending = lives with { CancelAtPeriodEnd = true, CanceledAt = Now.AddMinutes(-8) };
        SubscriptionFacts ended = lives with { Status = "canceled", CanceledAt = Now.AddMinutes(-1), EndedAt = Now.AddMinutes(-1) };
        await TellAsync(lives.Event("created", Now.AddMinutes(-9)));
        await TellAsync(ending.Event("updated", Now.AddMinutes(-8)), ending.Event("updated", Now.AddMinutes(-7)));
        (await SentAsync(user, 2))[1].Subject.ShouldBe("Your subscription will end on 31 January 2097");
        (await SentAsync(user, 2))[1].Text.ShouldContain("Ends: 31 January 2097, 12:00 UTC");
        await TellAsync(lives.Event("updated", Now.AddMinutes(-6)));
        (await SentAsync(user, 3))[2].Subject.ShouldBe("Your subscription goes on");
        string end = ended.Event("deleted", Now.AddMinutes(-1));
        await TellAsync(end, StripeBodies.Again(end), ending.Event("updated", Now.AddMinutes(-4)));
        await ReplayAsync();
        (await SentAsync(user, 4))[3].Subject.ShouldBe("Your subscription has ended");
        (await KindsAsync(user)).ShouldBe(["subscription_canceled", "subscription_canceled", "subscription_changed", "welcome"]);
    }

    [Test]
    public async Task A_trial_is_told_when_it_begins_and_when_it_is_about_to_end()
    {
        using TestUser user = await App.RegisterAsync();
        SubscriptionFacts trial = Pro(user) with { Status = "trialing", TrialEnd = Now.AddDays(3), PeriodEnd = Now.AddDays(3) };
        string soon = trial.Event("trial_will_end", Now.AddMinutes(-1));
        await TellAsync(soon, StripeBodies.Again(soon), trial.Event("created", Now.AddMinutes(-2)));
        await ReplayAsync();
        (await KindsAsync(user)).ShouldBe(["subscription_changed", "trial_ending", "welcome"]);
        IReadOnlyList<Email> sent = await SentAsync(user, 3);
        sent.ShouldContain(m => m.Subject == "Your trial of Pro has begun");
        Email ending = sent.Single(m => m.Subject.StartsWith("Your trial of Pro ends on", StringComparison.Ordinal));
        ending.Text.ShouldContain("Then: 19.00 USD per month");
    }

    [Test]
    public async Task What_was_over_long_before_it_became_known_is_not_told()
    {
        using TestUser user = await App.RegisterAsync();
        DateTime then = Now.AddYears(-1);
        SubscriptionFacts old = Pro(user) with { Created = then };
        await TellAsync((old with { Status = "trialing", TrialEnd = then.AddDays(3) }).Event("trial_will_end", then));
        await TellAsync((old with { PriceId = "price_team" }).Event("updated", then.AddDays(10)));
        await TellAsync((old with { CancelAtPeriodEnd = true, CanceledAt = then.AddDays(11) }).Event("updated", then.AddDays(11)));
        await TellAsync((old with { Status = "canceled", CanceledAt = then.AddDays(11), EndedAt = then.AddDays(30) }).Event("deleted", then.AddDays(30)));
        InvoiceFacts invoice = new(old) { AttemptCount = 1, Created = then };
        await TellAsync(invoice.Event("payment_failed", then), invoice.Event("payment_action_required", then));
        (await KindsAsync(user)).ShouldBe(["welcome"]);
    }

    [Test]
    public async Task The_card_that_will_be_charged_is_told_of_once_when_it_ends_before_the_renewal_whatever_was_charged_last()
    {
        using TestUser user = await App.RegisterAsync();
        using TestUser changed = await App.RegisterAsync();
        DateTime end = new(Now.Year, Now.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (TestUser who in (TestUser[])[user, changed])
        {
            SubscriptionFacts subscription = Pro(who) with { PeriodEnd = Now.AddDays(7) };
            Cards.Cards[subscription.Id] = new CardOnFile("visa", "4242", who == user ? end : end.AddYears(2));
            await TellAsync(subscription.Event("created", Now.AddDays(-1)));
            await TellAsync(PaymentEvents.Charge(subscription.CustomerId, who.Id, expires: who == user ? end.AddYears(2) : end));
            string upcoming = StripeBodies.Event(
                "invoice.upcoming", new { @object = "invoice", customer = subscription.CustomerId, currency = "usd", total = 1900 }, Now);
            await TellAsync(upcoming, StripeBodies.Again(upcoming));
        }

        await SendDueAsync();
        (await KindsAsync(user)).ShouldBe(["card_expiring", "welcome"]);
        Email mail = (await SentAsync(user, 2))[1];
        mail.Subject.ShouldBe("Your card expires before the next payment");
        mail.Text.ShouldContain("Card: Visa ending in 4242");
        (await KindsAsync(changed)).ShouldBe(["welcome"]);
    }
}
