using Billing.Application.Checkout;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

[TestFixture]
public sealed class ReturnUrlsTests
{
    private static readonly ReturnUrls Production = new(["https://good.com", "https://app.good.com:8443", "http://localhost:5080"], allowLoopbackHttp: false);
    private static readonly ReturnUrls Development = new(["https://good.com", "http://localhost:5080", "http://plain.com"], allowLoopbackHttp: true);

    [TestCase("https://good.com")]
    [TestCase("https://good.com/")]
    [TestCase("https://good.com:443/paid?session={CHECKOUT_SESSION_ID}#top")]
    [TestCase("HTTPS://GOOD.com/paid")]
    [TestCase("https://app.good.com:8443/x")]
    [TestCase("https://good.com/a@b")]
    public void Addresses_of_an_allowed_origin_are_allowed(string address) => Production.IsAllowed(address).ShouldBeTrue();

    [TestCase(null)]
    [TestCase("")]
    [TestCase("/paid")]
    [TestCase("//evil.com")]
    [TestCase("//good.com")]
    [TestCase("/\\evil.com")]
    [TestCase("https:\\\\good.com")]
    [TestCase("https://good.com\\@evil.com")]
    [TestCase("https://evil.com\\good.com")]
    [TestCase("https://good.com@evil.com")]
    [TestCase("https://user@good.com/")]
    [TestCase("https://user:secret@good.com/")]
    [TestCase("https://good.com.evil.com")]
    [TestCase("https://evilgood.com")]
    [TestCase("https://app.good.com")]
    [TestCase("https://good.com:8443/")]
    [TestCase("https:good.com")]
    [TestCase("https:/good.com")]
    [TestCase("https:///good.com")]
    [TestCase("javascript:alert(1)")]
    [TestCase("javascript://good.com/%0aalert(1)")]
    [TestCase("data:text/html,x")]
    [TestCase("ftp://good.com/")]
    [TestCase(" https://good.com")]
    [TestCase("https://good.com/a b")]
    [TestCase("https://good.com/\t")]
    [TestCase("https://good\n.com/")]
    [TestCase("https://good.com/\u0000")]
    [TestCase("https://good.com/\u00a0")]
    [TestCase("https://\u200d/")]
    [TestCase("http://good.com/")]
    [TestCase("http://localhost:5080/")]
    public void Everything_else_is_refused(string? address) => Production.IsAllowed(address).ShouldBeFalse();

    [TestCase("http://localhost:5080/paid", true)]
    [TestCase("http://localhost:5081/paid", false)]
    [TestCase("http://plain.com/", false)]
    [TestCase("https://good.com/", true)]
    public void While_developing_plain_http_is_allowed_on_this_machine_only(string address, bool allowed) =>
        Development.IsAllowed(address).ShouldBe(allowed);

    [Test]
    public void An_overlong_address_is_refused() => Production.IsAllowed("https://good.com/" + new string('a', 3000)).ShouldBeFalse();

    [TestCase("https://good.com/path")]
    [TestCase("good.com")]
    [TestCase("*")]
    public void A_list_with_something_else_than_origins_is_refused(string entry) =>
        Should.Throw<ArgumentException>(() => new ReturnUrls([entry], allowLoopbackHttp: false));
}
