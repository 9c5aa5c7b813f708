using System.Net;
using System.Net.Http.Json;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Api;

[TestFixture]
public sealed class RateLimitTests
{
    private static readonly Dictionary<string, string?> Tight = new() { ["RateLimits:Register:Permits"] = "2", ["RateLimits:Login:Permits"] = "3" };

    [Test]
    public async Task Too_many_registrations_are_told_when_to_come_again()
    {
        await using var app = await BillingApp.StartAsync(Tight);
        using var client = app.NewClient();
        (await RegisterAsync(client)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await RegisterAsync(client)).StatusCode.ShouldBe(HttpStatusCode.Created);
        using var refused = await RegisterAsync(client);
        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too_many_requests");
        refused.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    }

    [Test]
    public async Task Sign_ins_have_a_limit_of_their_own()
    {
        await using var app = await BillingApp.StartAsync(Tight);
        using var client = app.NewClient();
        (await RegisterAsync(client)).Dispose();
        (await RegisterAsync(client)).Dispose();
        for (var i = 0; i < 3; i++)
        {
            (await LoginAsync(client)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var refused = await LoginAsync(client);
        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too_many_requests");
    }

    [TestCase("/v1/billing/checkout-session", "Checkout")]
    [TestCase("/v1/billing/payment-intent", "PaymentIntent")]
    public async Task Each_user_has_a_limit_of_their_own(string path, string limit)
    {
        await using var app = await BillingApp.StartAsync(new Dictionary<string, string?> { [$"RateLimits:{limit}:Permits"] = "2" });
        using var eager = await app.RegisterAsync();
        using var other = await app.RegisterAsync();
        (await PostNothingAsync(eager, path)).ShouldBe(HttpStatusCode.BadRequest);
        (await PostNothingAsync(eager, path)).ShouldBe(HttpStatusCode.BadRequest);
        (await PostNothingAsync(eager, path)).ShouldBe(HttpStatusCode.TooManyRequests);
        (await PostNothingAsync(other, path)).ShouldBe(HttpStatusCode.BadRequest);
    }

    [TestCase("/v1/billing/checkout-session")]
    [TestCase("/v1/billing/payment-intent")]
    public async Task Thirty_clicks_at_once_pass_as_it_is_delivered(string path)
    {
        await using var app = await BillingApp.StartAsync();
        using var user = await app.RegisterAsync();
        var statuses = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => PostNothingAsync(user, path)));
        statuses.ShouldAllBe(s => s == HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task A_client_cannot_give_itself_another_address()
    {
        await using var app = await BillingApp.StartAsync(Tight);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            statuses.Add(await RegisterFromAsync(app, $"203.0.113.{i}"));
        }

        statuses[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [TestCase("127.0.0.1")]
    [TestCase("127.0.0.0/8")]
    public async Task Behind_a_trusted_proxy_each_client_has_its_own_limit(string trusted)
    {
        await using var app = await BillingApp.StartAsync(new Dictionary<string, string?>(Tight) { ["Proxy:Trusted:0"] = trusted });
        for (var i = 0; i < 4; i++)
        {
            (await RegisterFromAsync(app, $"203.0.113.{i}")).ShouldBe(HttpStatusCode.Created);
        }

        (await RegisterFromAsync(app, "203.0.113.0")).ShouldBe(HttpStatusCode.Created);
        (await RegisterFromAsync(app, "203.0.113.0")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Test]
    public async Task The_addresses_of_one_IPv6_network_share_a_limit()
    {
        await using var app = await BillingApp.StartAsync(new Dictionary<string, string?>(Tight) { ["Proxy:Trusted:0"] = "127.0.0.1" });
        (await RegisterFromAsync(app, "2001:db8:1:1::1")).ShouldBe(HttpStatusCode.Created);
        (await RegisterFromAsync(app, "2001:db8:1:1::2")).ShouldBe(HttpStatusCode.Created);
        (await RegisterFromAsync(app, "2001:db8:1:1:ffff::3")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await RegisterFromAsync(app, "2001:db8:1:2::1")).ShouldBe(HttpStatusCode.Created);
    }

    private static async Task<HttpStatusCode> RegisterFromAsync(BillingApp app, string address)
    {
        using var client = app.NewClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        using var answer = await RegisterAsync(client);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> PostNothingAsync(TestUser user, string path)
    {
        using var answer = await user.Client.PostAsJsonAsync(path, new { });
        return answer.StatusCode;
    }

    private static Task<HttpResponseMessage> RegisterAsync(HttpClient client) =>
        client.PostAsJsonAsync("/v1/auth/register", new { email = Some.Email(), password = "12345678" });

    private static Task<HttpResponseMessage> LoginAsync(HttpClient client) =>
        client.PostAsJsonAsync("/v1/auth/login", new { email = Some.Email(), password = "12345678" });
}
