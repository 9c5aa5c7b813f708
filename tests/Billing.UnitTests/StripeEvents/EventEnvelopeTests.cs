using System.Text;
using Billing.Application.StripeEvents;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.StripeEvents;

public sealed class EventEnvelopeTests
{
    private const string Payment = """
        {
          "id": "evt_1", "object": "event", "api_version": "2026-07-29.dahlia", "created": 1700000000,
          "data": { "previous_attributes": {"id": "no"}, "object": { "metadata": {"id": "no", "customer": "no"}, "id": "pi_1",
            "object": "payment_intent", "customer": "cus_1" } },
          "livemode": true, "pending_webhooks": 1, "request": {"id": null}, "type": "payment_intent.succeeded"
        }
        """;

    [Test]
    public void Ids_type_and_time_are_read_wherever_they_stand()
    {
        ReceivedEvent received = Read(Payment);

        received.Id.ShouldBe("evt_1");
        received.Type.ShouldBe("payment_intent.succeeded");
        received.ApiVersion.ShouldBe("2026-07-29.dahlia");
        received.Livemode.ShouldBeTrue();
        received.CreatedAt.ShouldBe(new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc));
        received.CreatedAt.Kind.ShouldBe(DateTimeKind.Utc);
        received.ObjectId.ShouldBe("pi_1");
        received.CustomerId.ShouldBe("cus_1");
        received.Lane.ShouldBe("cus_1");
    }

    [Test]
    public void The_payload_is_kept_to_the_byte() =>
        Read("\uFEFF" + Payment).Payload.ShouldBe(Encoding.UTF8.GetBytes("\uFEFF" + Payment));

    [Test]
    public void Windows_line_ends_make_no_difference() =>
        Read(Payment.ReplaceLineEndings("\r\n")).ObjectId.ShouldBe("pi_1");

    [Test]
    public void A_customer_is_its_own_lane() =>
        Read("""{"id":"evt_1","object":"event","type":"customer.updated","created":1,"data":{"object":{"id":"cus_9","object":"customer"}}}""")
            .Lane.ShouldBe("cus_9");

    [Test]
    public void An_object_without_customer_is_its_own_lane() =>
        Read("""{"id":"evt_1","object":"event","type":"x","created":1,"data":{"object":{"id":"inpay_1","object":"invoice_payment","customer":null}}}""")
            .Lane.ShouldBe("inpay_1");

    [Test]
    public void An_object_without_an_id_is_the_lane_of_its_event() =>
        Read("""{"id":"evt_1","object":"event","type":"balance.available","created":1,"data":{"object":{"object":"balance"}}}""")
            .Lane.ShouldBe("evt_1");

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("7")]
    [TestCase("\"evt_1\"")]
    [TestCase("{")]
    [TestCase("{}")]
    [TestCase("""{"id":"evt_1"}""")]
    [TestCase("""{"id":7,"object":"event","type":"x","created":1,"data":{"object":{}}}""")]
    [TestCase("""{"id":null,"object":"event","type":"x","created":1,"data":{"object":{}}}""")]
    [TestCase("""{"id":"","object":"event","type":"x","created":1,"data":{"object":{}}}""")]
    [TestCase("""{"id":{"a":1},"object":"event","type":"x","created":1,"data":{"object":{}}}""")]
    [TestCase("""{"id":"evt_1","object":"event","type":"x","data":{"object":{}}}""")]
    [TestCase("""{"id":"evt_1","object":"event","type":"x","created":"1","data":{"object":{}}}""")]
    [TestCase("""{"id":"evt_1","object":"event","type":"x","created":1.5,"data":{"object":{}}}""")]
    [TestCase("""{"id":"evt_1","object":"event","type":"x","created":9223372036854775807,"data":{"object":{}}}""")]
    [TestCase("""{"id":"evt_1","object":"event","type":"x","created":1,"data":{}}""")]
    [TestCase("""{"id":"evt_1","object":"event","type":"x","created":1,"data":{"object":[]}}""")]
    [TestCase("""{"id":"evt_1","object":"event","type":"x","created":1,"data":7}""")]
    [TestCase("""{"id":"evt_1","object":"charge","type":"x","created":1,"data":{"object":{}}}""")]
    [TestCase("""{"id":"evt_1","object":"event","type":"x","created":1,"data":{"object":{}}} more""")]
    [TestCase("""{"id":"evt_1","object":"event","type":"x","created":1,"data":{"object":{}}}{}""")]
    public void What_is_no_event_is_refused(string body) => Should.Throw<FormatException>(() => Read(body));

    [Test]
    public void Broken_text_in_a_field_that_is_read_is_refused()
    {
        byte[] body = Encoding.UTF8.GetBytes(Payment);
        body[body.AsSpan().IndexOf("evt_1"u8)] = 0xFF;

        Should.Throw<FormatException>(() => EventEnvelope.Read(body));
    }

    [Test]
    public void Nesting_without_end_is_refused()
    {
        string bomb = """{"id":"evt_1","object":"event","type":"x","created":1,"data":{"object":{"a":""" + new string('[', 100_000);

        Should.Throw<FormatException>(() => Read(bomb));
    }

    private static ReceivedEvent Read(string body) => EventEnvelope.Read(Encoding.UTF8.GetBytes(body));
}
