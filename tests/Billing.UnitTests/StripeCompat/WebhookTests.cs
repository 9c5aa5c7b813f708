using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Stripe;

namespace Billing.UnitTests.StripeCompat;

public sealed class WebhookTests
{
    private const string Secret = "whsec_test";
    private const long Now = 1_785_283_200;

    private const string Body =
        """
        {"id":"evt_1","object":"event","api_version":"2026-07-29.dahlia","created":1785283200,"livemode":false,"type":"charge.refunded",
        "pending_webhooks":1,"request":{"id":"req_1","idempotency_key":"idem-1"},
        "data":{"object":{"id":"ch_1","object":"charge","amount_refunded":500,"payment_method_details":{"card":{"brand":"visa"}}}}}
        """;

    [Test]
    public void A_signed_event_is_read_with_its_object_typed()
    {
        var stripeEvent = Construct(Body, Header(Body));

        stripeEvent.Id.ShouldBe("evt_1");
        stripeEvent.Type.ShouldBe(EventTypes.ChargeRefunded);
        stripeEvent.Created.ShouldBe(DateTime.UnixEpoch.AddSeconds(Now));
        stripeEvent.ApiVersion.ShouldBe(StripeConfiguration.ApiVersion);
        stripeEvent.Request.IdempotencyKey.ShouldBe("idem-1");
        var charge = stripeEvent.Data.Object.ShouldBeOfType<Charge>();
        charge.AmountRefunded.ShouldBe(500);
        charge.RawJsonElement!.Value.GetProperty("payment_method_details").GetProperty("card").GetProperty("brand").GetString().ShouldBe("visa");
        stripeEvent.RawJsonElement!.Value.GetProperty("data").GetProperty("object").GetProperty("id").GetString().ShouldBe("ch_1");
    }

    [TestCase("""{"id":"x_1","object":"unheard_of.thing"}""")]
    [TestCase("""{"id":"x_1"}""")]
    [TestCase("null")]
    public void The_object_of_an_unknown_kind_is_null(string data) =>
        EventUtility.ParseEvent(Event(data: data)).Data.Object.ShouldBeNull();

    [Test]
    public void An_object_whose_kind_is_no_text_is_unreadable() =>
        Should.Throw<JsonException>(() => EventUtility.ParseEvent(Event(data: """{"id":"x_1","object":7}""")));

    [Test]
    public void The_signature_is_an_hmac_in_lower_case()
    {
        // The HMAC-SHA256 of "1785283200.{}" with the key "whsec_test", computed with openssl.
        EventUtility.ComputeSignature(Secret, "1785283200", "{}")
            .ShouldBe("64d8ec711ce561340e50993968b0a91b33fe2c9e20340e8634951dc1b6f14731");
    }

    [Test]
    public void Any_matching_v1_is_enough_beside_v0_and_other_v1()
    {
        var signature = EventUtility.ComputeSignature(Secret, $"{Now}", Body);

        Construct(Body, $"t={Now},v1=00ff,v1={signature},v0=11ee").Id.ShouldBe("evt_1");
        Construct(Body, $" t={Now} , v1={signature} ").Id.ShouldBe("evt_1");
    }

    [Test]
    public void A_signature_that_does_not_match_is_refused()
    {
        var signature = EventUtility.ComputeSignature(Secret, $"{Now}", Body);
        string[] headers =
        [
            $"t={Now},v0={signature}", $"t={Now},v1=", $"t={Now},v1={signature[..^1]}", $"t={Now},v1={signature.ToUpperInvariant()}",
            $"t={Now + 1},v1={signature}", $"t={Now}", $"v1={signature}", "t=,v1=zz", $"t={Now},v1=é{signature[1..]}",
        ];

        foreach (var header in headers)
        {
            Should.Throw<StripeException>(() => Construct(Body, header), header).Message
                .ShouldBe("The expected signature was not found in the Stripe-Signature header. Make sure you're using the correct "
                    + "webhook secret (whsec_) and confirm the incoming request came from Stripe.");
        }
    }

    [TestCase("\n")]
    [TestCase(" ")]
    public void A_body_changed_by_one_character_is_refused(string change) =>
        Should.Throw<StripeException>(() => Construct(Body + change, Header(Body)));

    [Test]
    public void A_secret_with_a_space_after_it_is_another_secret() =>
        Should.Throw<StripeException>(() => EventUtility.ConstructEvent(Body, Header(Body), Secret + " ", 300, Now));

    [TestCase("")]
    [TestCase("t")]
    [TestCase("t=1,")]
    public void A_malformed_header_is_refused(string header) =>
        Should.Throw<StripeException>(() => Construct(Body, header)).Message.ShouldBe("The signature header format is unexpected.");

    [TestCase(300, true)]
    [TestCase(-300, true)]
    [TestCase(301, false)]
    [TestCase(-301, false)]
    public void The_signed_time_may_be_off_by_the_tolerance_both_ways(long seconds, bool accepted)
    {
        void Read() => EventUtility.ConstructEvent(Body, Header(Body), Secret, 300, Now + seconds);

        if (accepted)
        {
            Should.NotThrow(Read);
        }
        else
        {
            Should.Throw<StripeException>(Read).Message.ShouldBe(
                "The webhook cannot be processed because the current timestamp is outside of the allowed tolerance.");
        }
    }

    [Test]
    public void The_signature_is_looked_at_before_the_time() =>
        Should.Throw<StripeException>(() => EventUtility.ConstructEvent(Body, "t=1,v1=00", Secret, 300, Now)).Message
            .ShouldStartWith("The expected signature was not found");

    [Test]
    public void The_overload_without_a_time_goes_by_the_clock_of_the_machine()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        EventUtility.ConstructEvent(Body, Header(Body, now), Secret).Id.ShouldBe("evt_1");
        Should.Throw<StripeException>(() => EventUtility.ConstructEvent(Body, Header(Body, now - 400), Secret));
        Should.Throw<StripeException>(() => EventUtility.ValidateSignature(Body, Header(Body, now + 400), Secret));
    }

    [TestCase("2026-07-29.dahlia")]
    [TestCase("2026-03-25.dahlia")]
    public void An_event_of_the_same_release_train_is_read_whatever_its_date(string apiVersion) =>
        EventUtility.ParseEvent(Event(apiVersion)).ApiVersion.ShouldBe(apiVersion);

    [TestCase("2025-11-17.clover")]
    [TestCase("2020-08-27")]
    public void An_event_of_another_release_train_is_refused_unless_asked_for(string apiVersion)
    {
        Should.Throw<StripeException>(() => EventUtility.ParseEvent(Event(apiVersion))).Message.ShouldStartWith(
            $"Received event with API version {apiVersion}, but Stripe.net 52.2.0");

        EventUtility.ParseEvent(Event(apiVersion), throwOnApiVersionMismatch: false).ApiVersion.ShouldBe(apiVersion);
    }

    [Test]
    public void The_traps_of_the_official_library_are_here_too()
    {
        var unsigned = $"t={Now},v1={EventUtility.ComputeSignature("", $"{Now}", Body)}";
        var odd = $"t=soon,v1={EventUtility.ComputeSignature(Secret, "soon", Body)}";

        Should.Throw<NullReferenceException>(() => Construct(Body, null!));
        Should.Throw<FormatException>(() => Construct(Body, odd));
        Should.Throw<JsonException>(() => Construct("{", Header("{")));
        EventUtility.ConstructEvent(Body, unsigned, "", 300, Now).Id.ShouldBe("evt_1");
    }

    private static Event Construct(string body, string header) => EventUtility.ConstructEvent(body, header, Secret, 300, Now);

    private static string Header(string body, long time = Now) => $"t={time},v1={EventUtility.ComputeSignature(Secret, $"{time}", body)}";

    private static string Event(string apiVersion = "2026-07-29.dahlia", string data = "{}") =>
        $$$"""{"id":"evt_1","object":"event","api_version":"{{{apiVersion}}}","created":1,"type":"x","data":{"object":{{{data}}}}}""";
}
