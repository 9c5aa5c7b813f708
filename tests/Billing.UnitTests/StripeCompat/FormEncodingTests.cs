using System.Net;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Shouldly;
using Stripe;
using Stripe.Checkout;

namespace Billing.UnitTests.StripeCompat;

public sealed class FormEncodingTests
{
    [Test]
    public async Task An_empty_list_is_sent_empty_and_an_empty_dictionary_not_at_all()
    {
        var options = new SessionCreateOptions { LineItems = [], Metadata = [], SubscriptionData = new(), Mode = "payment" };

        (await BodyOf(options)).ShouldBe("line_items=&mode=payment");
    }

    [Test]
    public async Task A_null_metadata_value_is_sent_empty_so_that_stripe_deletes_the_key()
    {
        var options = new SessionCreateOptions { Metadata = new() { ["plan"] = null!, ["user_id"] = "7" } };

        (await BodyOf(options)).ShouldBe("metadata[plan]=&metadata[user_id]=7");
    }

    [Test]
    public async Task Assigning_null_to_the_metadata_of_an_update_wipes_it()
    {
        (await BodyOf(new CustomerUpdateOptions { Metadata = null })).ShouldBe("metadata=");
        (await BodyOf(new SubscriptionUpdateOptions { Metadata = null })).ShouldBe("metadata=");
        (await BodyOf(new SubscriptionCancelOptions { CancellationDetails = new() { Comment = null } }))
            .ShouldBe("cancellation_details[comment]=");
    }

    [Test]
    public async Task Assigning_null_to_a_pause_an_end_or_discounts_takes_them_back()
    {
        (await BodyOf(new SubscriptionUpdateOptions { PauseCollection = null })).ShouldBe("pause_collection=");
        (await BodyOf(new SubscriptionUpdateOptions { CancelAt = null })).ShouldBe("cancel_at=");
        (await BodyOf(new SubscriptionUpdateOptions { Discounts = [] })).ShouldBe("discounts=");
    }

    [Test]
    public async Task Where_a_time_is_taken_a_word_is_taken_too()
    {
        var at = new DateTime(2026, 7, 29, 12, 30, 15, DateTimeKind.Utc);

        (await BodyOf(new SubscriptionUpdateOptions { TrialEnd = SubscriptionTrialEnd.Now })).ShouldBe("trial_end=now");
        (await BodyOf(new SubscriptionUpdateOptions { TrialEnd = at })).ShouldBe("trial_end=1785328215");
        (await BodyOf(new SubscriptionScheduleUpdateOptions
        {
            EndBehavior = "release",
            Phases = [new() { EndDate = at, Items = [new() { Price = "price_1", Quantity = 2 }], StartDate = SubscriptionSchedulePhaseStartDate.Now }],
        })).ShouldBe(
            "end_behavior=release&phases[0][end_date]=1785328215&phases[0][items][0][price]=price_1&phases[0][items][0][quantity]=2"
            + "&phases[0][start_date]=now");
    }

    [Test]
    public async Task What_is_never_assigned_or_assigned_null_elsewhere_is_not_sent() =>
        (await BodyOf(new CustomerUpdateOptions { Name = null, Email = null })).ShouldBe("");

    [Test]
    public async Task The_payment_method_of_a_customers_invoices_is_sent_nested() =>
        (await BodyOf(new CustomerUpdateOptions { Email = "", InvoiceSettings = new() { DefaultPaymentMethod = "pm_1" } }))
            .ShouldBe("email=&invoice_settings[default_payment_method]=pm_1");

    [Test]
    public async Task A_time_is_sent_in_unix_seconds_and_an_unspecified_one_is_local()
    {
        var utc = new DateTime(2026, 7, 29, 12, 30, 15, DateTimeKind.Utc);
        var unspecified = new DateTime(2026, 7, 29, 12, 30, 15, DateTimeKind.Unspecified);
        var asLocal = new DateTimeOffset(DateTime.SpecifyKind(unspecified, DateTimeKind.Local)).ToUnixTimeSeconds();

        (await BodyOf(new SessionCreateOptions { ExpiresAt = utc })).ShouldBe("expires_at=1785328215");
        (await BodyOf(new SessionCreateOptions { ExpiresAt = unspecified })).ShouldBe($"expires_at={asLocal}");
    }

    [Test]
    public async Task Extra_parameters_take_nested_values_and_bracketed_names()
    {
        var options = new BaseOptions();
        options.AddExtraParam("adjust[max]", 5L);
        options.AddExtraParam("rates", new List<object> { 1.5m, true });
        options.AddExtraParam("billing", new Dictionary<string, object> { ["mode[type]"] = "flexible" });

        (await BodyOf(options)).ShouldBe("adjust[max]=5&rates[0]=1.5&rates[1]=true&billing[mode][type]=flexible");
    }

    [Test]
    public void Any_metadata_and_any_list_come_back_from_the_form_as_they_went_in()
    {
        var key = ArbMap.Default.ArbFor<NonEmptyString>().Generator
            .Select(text => text.Get).Where(text => IsText(text) && !text.Contains('[') && !text.Contains(']'));
        var value = ArbMap.Default.ArbFor<NonNull<string>>().Generator.Select(text => text.Get).Where(IsText);
        var pairs = key.Zip(value).ListOf().Select(list => list
            .GroupBy(pair => pair.Item1).ToDictionary(group => group.Key, group => group.First().Item2));
        var inputs = pairs.Zip(value.NonEmptyListOf()).ToArbitrary();

        Prop.ForAll(inputs, input =>
        {
            var (metadata, prices) = input;
            var options = new SessionCreateOptions
            {
                Metadata = metadata,
                LineItems = prices.Select((price, index) => new SessionLineItemOptions { Price = price, Quantity = index }).ToList(),
            };
            var sent = Parse(BodyOf(options).GetAwaiter().GetResult());

            sent.Count.ShouldBe(metadata.Count + (2 * prices.Count));
            foreach (var (name, text) in metadata)
            {
                sent[$"metadata[{name}]"].ShouldBe(text);
            }

            for (var i = 0; i < prices.Count; i++)
            {
                sent[$"line_items[{i}][price]"].ShouldBe(prices[i]);
                sent[$"line_items[{i}][quantity]"].ShouldBe($"{i}");
            }
        }).QuickCheckThrowOnFailure();
    }

    private static async Task<string> BodyOf(BaseOptions options)
    {
        var stripe = new StubStripe().Answer("{}");
        await stripe.Client().RequestAsync<Customer>(HttpMethod.Post, "/v1/anything", options, null);
        return stripe.Only.Body!;
    }

    /// <summary>Reads a form as a server does, apart from the code that wrote it.</summary>
    private static Dictionary<string, string> Parse(string body) => body.Split('&')
        .Select(pair => pair.Split('='))
        .ToDictionary(parts => WebUtility.UrlDecode(parts[0]), parts => WebUtility.UrlDecode(parts[1]));

    /// <summary>Half of a surrogate pair is no text: it has no UTF-8.</summary>
    private static bool IsText(string text) => !text.Any(char.IsSurrogate);
}
