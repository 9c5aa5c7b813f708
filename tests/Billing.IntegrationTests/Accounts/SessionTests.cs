using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Billing.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Accounts;

[TestFixture]
public sealed class SessionTests
{
    private readonly ShiftedClock _clock = new();
    private BillingApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await BillingApp.StartAsync(replace: _clock.Replace);

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Refreshing_gives_an_access_token_and_another_cookie()
    {
        var (userId, cookie) = await SignInAsync();
        using var answer = await RefreshAsync(cookie);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var session = await answer.ReadAsync<TestSession>();
        session.User.Id.ShouldBe(userId);
        CookieOf(answer).ShouldNotBeNull().ShouldNotBe(cookie);

        using var client = _app.NewClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", session.AccessToken);
        (await client.GetAsync("/v1/users/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_used_token_within_its_grace_gives_an_access_token_and_no_cookie()
    {
        var (_, cookie) = await SignInAsync();
        using var first = await RefreshAsync(cookie);
        _clock.Advance(TimeSpan.FromSeconds(29));

        using var again = await RefreshAsync(cookie);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        CookieOf(again).ShouldBeNull();
        (await RefreshAsync(CookieOf(first))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_used_token_after_its_grace_ends_the_session_for_everybody()
    {
        var (_, stolen) = await SignInAsync();
        using var first = await RefreshAsync(stolen);
        _clock.Advance(TimeSpan.FromSeconds(31));

        using var thief = await RefreshAsync(stolen);
        await thief.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session_expired");
        using var owner = await RefreshAsync(CookieOf(first));
        await owner.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session_expired");
    }

    [Test]
    public async Task The_end_of_one_session_leaves_the_others()
    {
        using var user = await _app.RegisterAsync();
        var (one, other) = (await LoginAsync(user), await LoginAsync(user));
        (await LogoutAsync(one)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await RefreshAsync(one)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await RefreshAsync(other)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Signing_out_ends_the_session_and_takes_the_cookie_back()
    {
        var (_, cookie) = await SignInAsync();
        using var refreshed = await RefreshAsync(cookie);
        using var answer = await LogoutAsync(CookieOf(refreshed));
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldStartWith("billing_refresh=; expires=Thu, 01 Jan 1970");
        using var grace = await RefreshAsync(cookie);
        await grace.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session_expired");
        using var newest = await RefreshAsync(CookieOf(refreshed));
        await newest.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session_expired");
    }

    [TestCase(null)]
    [TestCase("never-issued")]
    public async Task Signing_out_without_a_session_is_fine(string? cookie) =>
        (await LogoutAsync(cookie)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("never-issued")]
    public async Task Refreshing_without_a_session_asks_to_sign_in(string? cookie)
    {
        using var answer = await RefreshAsync(cookie);
        await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session_expired");
    }

    [Test]
    public async Task A_session_that_nobody_uses_ends_after_thirty_days()
    {
        var (_, used) = await SignInAsync();
        var (_, unused) = await SignInAsync();
        _clock.Advance(TimeSpan.FromDays(29));
        using var refreshed = await RefreshAsync(used);
        refreshed.StatusCode.ShouldBe(HttpStatusCode.OK);
        _clock.Advance(TimeSpan.FromDays(2));

        (await RefreshAsync(CookieOf(refreshed))).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var late = await RefreshAsync(unused);
        await late.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session_expired");
    }

    [Test]
    public async Task Signing_in_clears_away_sessions_that_are_over()
    {
        using var user = await _app.RegisterAsync();
        _clock.Advance(TimeSpan.FromDays(31));
        await LoginAsync(user);
        (await _app.WithDbAsync(db => db.RefreshTokens.CountAsync(t => t.UserId == user.Id))).ShouldBe(1);
    }

    [Test]
    public async Task Only_the_hash_of_a_token_is_stored()
    {
        var (userId, cookie) = await SignInAsync();
        var hashes = await _app.WithDbAsync(db => db.RefreshTokens.Where(t => t.UserId == userId).Select(t => t.Hash).ToListAsync());
        hashes.Select(Convert.ToHexString).ShouldContain(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(cookie))));
    }

    [TestCase("Development", false)]
    [TestCase("Production", true)]
    public async Task The_cookie_is_for_the_auth_endpoints_of_this_site_only(string environment, bool isSecure)
    {
        await using var app = await BillingApp.StartAsync(environment: environment);
        using var client = app.NewClient();
        using var answer = await client.PostAsJsonAsync("/v1/auth/register", new { email = Some.Email(), password = "12345678" });
        var parts = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().Split("; ");
        parts.ShouldContain("path=/v1/auth");
        parts.ShouldContain("httponly");
        parts.ShouldContain("samesite=strict");
        parts.Contains("secure").ShouldBe(isSecure);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain(parts[0].Split('=')[1]);
    }

    private async Task<(Guid UserId, string Cookie)> SignInAsync()
    {
        using var user = await _app.RegisterAsync();
        return (user.Id, await LoginAsync(user));
    }

    private async Task<string> LoginAsync(TestUser user)
    {
        using var client = _app.NewClient();
        using var answer = await client.PostAsJsonAsync("/v1/auth/login", new { email = user.Email, password = user.Password });
        return CookieOf(answer).ShouldNotBeNull();
    }

    private Task<HttpResponseMessage> RefreshAsync(string? cookie) => PostAsync("/v1/auth/refresh", cookie);

    private Task<HttpResponseMessage> LogoutAsync(string? cookie) => PostAsync("/v1/auth/logout", cookie);

    private async Task<HttpResponseMessage> PostAsync(string path, string? cookie)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = _app.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", $"billing_refresh={cookie}");
        }

        return await client.SendAsync(request);
    }

    private static string? CookieOf(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies)
        ? cookies.Single().Split(';')[0]["billing_refresh=".Length..]
        : null;
}
