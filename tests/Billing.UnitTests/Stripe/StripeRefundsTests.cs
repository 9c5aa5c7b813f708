using System.Net;
using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.Application.Observability;
using Billing.Domain.Disputes;
using Billing.Domain.Refunds;
using Billing.Domain.Snapshots;
using Billing.Infrastructure.Stripe;
using Billing.UnitTests.StripeCompat;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Stripe;

[TestFixture]
public sealed class StripeRefundsTests
{
    private const string NotFound = """{"error":{"type":"invalid_request_error","code":"resource_missing","param":"id","message":"No such thing"}}""";
    private static readonly Guid RefundId = Guid.Parse("0195f3c0-0000-7000-8000-000000000009");

    private StubStripe _stripe = null!;
    private StripeCalls _calls = null!;
    private StripeRefunds _refunds = null!;

    [SetUp]
    public void SetUp()
    {
        _stripe = new StubStripe();
        _calls = new StripeCalls(TimeProvider.System, Options.Create(new StripeOptions()), new BillingMetrics());
        _refunds = new StripeRefunds(_stripe.Client(), _calls);
    }

    [TearDown]
    public void TearDown()
    {
        _calls.Dispose();
        _stripe.Dispose();
    }

    [Test]
    public async Task A_refund_is_made_under_our_key_with_our_id_on_it()
    {
        _stripe.Answer(StripeJsonSamples.Refund());

        StripeAnswer<RefundSnapshot> answer = await _refunds.CreateRefundAsync(
            new NewRefund(RefundId, "pi_1", 400, "requested_by_customer"), "refund:1", default);

        answer.Value.ShouldBe(new RefundSnapshot
        {
            Id = "re_1",
            CustomerId = "cus_ann",
            CreatedAt = DateTimeOffset.FromUnixTimeSeconds(1764000010).UtcDateTime,
            ChargeId = "ch_1",
            PaymentIntentId = "pi_1",
            Status = RefundStatus.Succeeded,
            AmountCents = 400,
            Currency = "usd",
            Reason = "requested_by_customer",
            MetadataRefundId = RefundId,
        });
        _stripe.Only.Header("Idempotency-Key").ShouldBe("refund:1");
        _stripe.Only.Body!.Split('&').ShouldBe(
            ["payment_intent=pi_1", "amount=400", "reason=requested_by_customer", $"metadata[refund_id]={RefundId}"], ignoreOrder: true);
    }

    [Test]
    public async Task A_refund_of_ours_is_found_among_those_of_its_payment()
    {
        _stripe.Answer(StripeJsonSamples.List(StripeJsonSamples.Refund(metadata: "{}"), StripeJsonSamples.Refund()));
        (await _refunds.FindRefundAsync("pi_1", RefundId, default))!.MetadataRefundId.ShouldBe(RefundId);

        _stripe.Answer(StripeJsonSamples.List(StripeJsonSamples.Refund(metadata: "{}")));
        (await _refunds.FindRefundAsync("pi_1", RefundId, default)).ShouldBeNull();
    }

    [Test]
    public async Task What_is_not_there_is_no_error()
    {
        _stripe.Answer(NotFound, HttpStatusCode.NotFound);
        (await _refunds.GetRefundAsync("re_1", default)).Value.ShouldBeNull();
        _stripe.Answer(NotFound, HttpStatusCode.NotFound);
        (await _refunds.GetDisputeAsync("du_1", default)).Value.ShouldBeNull();
    }

    [TestCase("\"pending\"", RefundStatus.Pending)]
    [TestCase("\"requires_action\"", RefundStatus.RequiresAction)]
    [TestCase("\"succeeded\"", RefundStatus.Succeeded)]
    [TestCase("\"failed\"", RefundStatus.Failed)]
    [TestCase("\"canceled\"", RefundStatus.Canceled)]
    [TestCase("null", RefundStatus.Succeeded)]
    public void A_refund_has_one_of_Stripes_statuses_and_an_old_one_none(string status, RefundStatus expected) =>
        Read<RefundSnapshot>(StripeJsonSamples.Refund(status)).Status.ShouldBe(expected);

    [Test]
    public void A_failed_refund_says_why() =>
        Read<RefundSnapshot>(StripeJsonSamples.Refund("\"failed\"", more: "\"failure_reason\":\"lost_or_stolen_card\",")).FailureReason
            .ShouldBe("lost_or_stolen_card");

    [Test]
    public void A_refund_whose_metadata_is_somebody_elses_is_not_ours() =>
        Read<RefundSnapshot>(StripeJsonSamples.Refund(metadata: """{"refund_id":"7"}""")).MetadataRefundId.ShouldBeNull();

    [TestCase("warning_needs_response", DisputeStatus.WarningNeedsResponse)]
    [TestCase("warning_under_review", DisputeStatus.WarningUnderReview)]
    [TestCase("warning_closed", DisputeStatus.WarningClosed)]
    [TestCase("needs_response", DisputeStatus.NeedsResponse)]
    [TestCase("under_review", DisputeStatus.UnderReview)]
    [TestCase("won", DisputeStatus.Won)]
    [TestCase("lost", DisputeStatus.Lost)]
    [TestCase("prevented", DisputeStatus.Prevented)]
    public void A_dispute_has_one_of_Stripes_statuses(string status, DisputeStatus expected)
    {
        DisputeSnapshot dispute = Read<DisputeSnapshot>(StripeJsonSamples.Dispute(status));
        (dispute.Status, dispute.ChargeId, dispute.PaymentIntentId, dispute.AmountCents, dispute.Reason).ShouldBe((expected, "ch_1", "pi_1", 1900, "fraudulent"));
        dispute.EvidenceDueBy.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1765209610).UtcDateTime);
    }

    [Test]
    public void An_unknown_status_waits_for_somebody_to_look()
    {
        Should.Throw<FormatException>(() => Read<RefundSnapshot>(StripeJsonSamples.Refund("\"lost\"")));
        Should.Throw<FormatException>(() => Read<DisputeSnapshot>(StripeJsonSamples.Dispute("settled")));
    }

    private static T Read<T>(string json)
        where T : StripeSnapshot
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return StripeObjectReader.Read<T>(document.RootElement);
    }
}
