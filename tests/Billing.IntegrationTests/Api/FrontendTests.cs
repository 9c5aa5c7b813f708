using System.Net;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Api;

/// <summary>The built front end on the API's own origin.</summary>
[TestFixture]
public sealed class FrontendTests
{
    private BillingApp _app = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await BillingApp.StartAsync();
        _client = _app.NewClient();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [TestCase("/")]
    [TestCase("/index.html")]
    [TestCase("/billing/history?status=failed")]
    [TestCase("/checkout/success?session_id=cs_test_1.2")]
    [TestCase("/version")]
    public async Task Every_address_of_the_app_is_its_page_asked_for_anew_every_time(string path)
    {
        using var answer = await _client.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        answer.Headers.CacheControl!.NoCache.ShouldBeTrue();
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<div id=\"root\">");
    }

    [TestCase("/v1")]
    [TestCase("/v1/nothing")]
    [TestCase("/health/nothing")]
    [TestCase("/swagger/nothing")]
    [TestCase("/assets/nothing.js")]
    [TestCase("/nothing.png")]
    public async Task What_is_not_an_address_of_the_app_is_not_found(string path)
    {
        using var answer = await _client.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Test]
    public async Task Its_scripts_are_kept_by_browsers_for_a_year_and_come_compressed()
    {
        var page = await _client.GetStringAsync("/");
        var script = page.Split('"').First(part => part.StartsWith("/assets/", StringComparison.Ordinal) && part.EndsWith(".js", StringComparison.Ordinal));
        using var request = new HttpRequestMessage(HttpMethod.Get, script);
        request.Headers.AcceptEncoding.ParseAdd("br");
        using var answer = await _client.SendAsync(request);
        answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
        answer.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
    }

    [Test]
    public async Task What_is_about_a_person_is_not_compressed_for_its_length_could_tell_secrets()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/plans");
        request.Headers.AcceptEncoding.ParseAdd("br, gzip");
        using var answer = await _client.SendAsync(request);
        answer.Content.Headers.ContentEncoding.ShouldBeEmpty();
    }

    [Test]
    public async Task Its_page_may_load_Stripe_js_and_the_frames_and_calls_that_this_makes()
    {
        (await PolicyAsync(_client)).ShouldBe(
            "default-src 'self'; script-src 'self' https://js.stripe.com https://*.js.stripe.com; "
            + "frame-src https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com; connect-src 'self' https://api.stripe.com; "
            + "img-src 'self' data: https://*.stripe.com; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'");
    }

    [Test]
    public async Task With_a_simulator_its_page_may_load_from_there_and_not_from_Stripe()
    {
        await using var app = await BillingApp.StartAsync(new Dictionary<string, string?>
        {
            ["Stripe:JsUrl"] = "http://127.0.0.1:12111/v3/",
            ["Stripe:ApiBase"] = "http://127.0.0.1:12112",
        });
        using var client = app.NewClient();
        (await PolicyAsync(client)).ShouldBe(
            "default-src 'self'; script-src 'self' http://127.0.0.1:12111; frame-src http://127.0.0.1:12111; "
            + "connect-src 'self' http://127.0.0.1:12112; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
            + "frame-ancestors 'none'");
    }

    private static async Task<string> PolicyAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/billing/pay");
        return answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
    }
}
