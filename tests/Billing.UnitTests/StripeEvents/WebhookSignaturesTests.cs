using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Billing.Infrastructure.Stripe;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.StripeEvents;

/// <summary>The cases in which the official SDKs agree.</summary>
public sealed class WebhookSignaturesTests
{
    private const string Secret = "whsec_first";
    private const string Body = """{"id":"evt_1"}""";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Test]
    public void A_good_signature_is_accepted() => Accepted($"t={T()},v1={Sign()}");

    [Test]
    public void One_good_signature_among_several_is_enough() => Accepted($"t={T()},v1={new string('0', 64)},v1={Sign()},v1=short");

    [Test]
    public void The_older_scheme_beside_it_does_no_harm() => Accepted($"t={T()},v0={Sign()},v1={Sign()}");

    [Test]
    public void Each_of_two_secrets_is_accepted() => Accepted($"t={T()},v1={Sign(secret: "whsec_second")}", Secret, "whsec_second");

    [Test]
    public void Upper_case_digits_are_the_same_signature() => Accepted($"t={T()},v1={Sign().ToUpperInvariant()}");

    [TestCase(-300)]
    [TestCase(300)]
    public void Five_minutes_either_way_are_tolerated(int seconds) => Accepted($"t={T(seconds)},v1={Sign(seconds)}");

    [TestCase(-301)]
    [TestCase(301)]
    [TestCase(1_000_000)]
    public void More_than_five_minutes_are_not(int seconds) => Refused($"t={T(seconds)},v1={Sign(seconds)}");

    [Test]
    public void A_byte_order_mark_that_was_signed_is_valid()
    {
        string body = "\uFEFF{\r\n}";

        Check(body, $"t={T()},v1={Sign(body: body)}", Secret).ShouldBeNull();
    }

    [Test]
    public void A_body_that_changed_by_a_newline_is_refused() => Check(Body + "\n", $"t={T()},v1={Sign()}", Secret).ShouldNotBeNull();

    [Test]
    public void The_older_scheme_alone_is_refused() => Refused($"t={T()},v0={Sign()}");

    [Test]
    public void A_secret_with_a_trailing_space_is_another_secret() => Refused($"t={T()},v1={Sign(secret: Secret + " ")}");

    [TestCase(null)]
    [TestCase("")]
    [TestCase(",")]
    [TestCase("t")]
    [TestCase("t=")]
    [TestCase("t=,v1=")]
    [TestCase("v1=")]
    [TestCase("t=now,v1=")]
    [TestCase("t=-1,v1=")]
    [TestCase("t=99999999999999999999,v1=")]
    [TestCase("t=9223372036854775807,v1=")]
    [TestCase("t=1700000000")]
    [TestCase("t=1700000000,v1=")]
    [TestCase("t=1700000000,v1=zz")]
    public void A_header_without_time_or_signature_is_refused(string? header) => Refused(header);

    [Test]
    public void A_truncated_signature_is_refused() => Refused($"t={T()},v1={Sign()[..62]}");

    [Test]
    public void Letters_that_are_no_digits_are_refused() => Refused($"t={T()},v1={new string('g', 64)}");

    [Test]
    public void A_header_of_thousands_of_signatures_is_refused_unread() =>
        Refused($"t={T()},v1={Sign()}" + string.Concat(Enumerable.Repeat(",v1=" + new string('0', 64), 1000)));

    private static void Accepted(string header, params string[] secrets) =>
        Check(Body, header, secrets.Length == 0 ? [Secret] : secrets).ShouldBeNull();

    private static void Refused(string? header) => Check(Body, header, Secret).ShouldNotBeNull();

    private static string? Check(string body, string? header, params string[] secrets)
    {
        var options = new StripeOptions();
        foreach (string secret in secrets)
        {
            options.WebhookSecrets.Add(secret);
        }

        return new WebhookSignatures(Options.Create(options), new FixedTime()).Check(Encoding.UTF8.GetBytes(body), header).Message;
    }

    private static string T(int offset = 0) => (Now.ToUnixTimeSeconds() + offset).ToString(CultureInfo.InvariantCulture);

    private static string Sign(int offset = 0, string body = Body, string secret = Secret) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{T(offset)}.{body}")));

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
