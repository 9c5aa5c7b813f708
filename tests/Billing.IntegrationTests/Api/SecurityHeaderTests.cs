using System.Net;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Api;

[TestFixture]
public sealed class SecurityHeaderTests
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

    [TestCase("/v1/users/me", "default-src 'none'")]
    [TestCase("/v1/nothing", "default-src 'none'")]
    [TestCase("/health/live", "default-src 'none'")]
    [TestCase("/swagger/index.html", "default-src 'self'")]
    [TestCase("/", "default-src 'self'")]
    public async Task Every_answer_tells_browsers_what_not_to_do(string path, string policy)
    {
        using var answer = await _client.GetAsync(path);
        var contentPolicy = Header(answer, "Content-Security-Policy");
        contentPolicy.ShouldStartWith(policy);
        contentPolicy.ShouldContain("frame-ancestors 'none'");
        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "Referrer-Policy").ShouldBe("strict-origin-when-cross-origin");
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Test]
    public async Task No_page_but_Swagger_UI_may_have_styles_inline_and_none_scripts()
    {
        using var page = await _client.GetAsync("/");
        Header(page, "Content-Security-Policy").ShouldNotContain("unsafe");
        using var swagger = await _client.GetAsync("/swagger/index.html");
        Header(swagger, "Content-Security-Policy").ShouldNotContain("script-src");
    }

    [TestCase("/v1/users/me")]
    [TestCase("/v1/billing/history")]
    [TestCase("/v1/auth/nothing")]
    [TestCase("/v1/admin/events")]
    public async Task What_is_about_a_person_is_not_stored_by_caches(string path)
    {
        using var answer = await _client.GetAsync(path);
        Header(answer, "Cache-Control").ShouldBe("no-store");
    }

    [Test]
    public async Task Over_https_browsers_are_told_to_stay_there_and_over_http_to_go_there()
    {
        await using var app = await BillingApp.StartAsync(
            new Dictionary<string, string?> { ["Proxy:Trusted:0"] = "127.0.0.1", ["HTTPS_PORT"] = "443" }, environment: "Production");
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        client.DefaultRequestHeaders.Host = "billing.example.com";
        using var plain = await client.GetAsync("/health/live");
        plain.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect);
        plain.Headers.Location.ShouldBe(new Uri("https://billing.example.com/health/live"));

        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.1");
        using var secure = await client.GetAsync("/health/live");
        secure.StatusCode.ShouldBe(HttpStatusCode.OK);
        Header(secure, "Strict-Transport-Security").ShouldStartWith("max-age=");
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).ShouldHaveSingleItem();
}
