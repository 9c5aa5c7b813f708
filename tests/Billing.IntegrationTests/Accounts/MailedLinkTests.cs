using System.Net;
using System.Net.Http.Json;
using System.Web;
using Billing.Application.Abstractions;
using Billing.IntegrationTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Accounts;

/// <summary>Links in mails: a new password, a confirmed address. Mails go through the outbox to a sender of the test.</summary>
[TestFixture]
public sealed class MailedLinkTests
{
    private readonly ShiftedClock _clock = new();
    private readonly RecordingSender _sender = new();
    private BillingApp _app = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await BillingApp.StartAsync(
            new Dictionary<string, string?> { ["RateLimits:Mail:Permits"] = "1000", ["RateLimits:Register:Permits"] = "1000", ["RateLimits:Login:Permits"] = "1000" },
            replace: services =>
            {
                _clock.Replace(services);
                services.Replace(ServiceDescriptor.Singleton<IEmailSender>(_sender));
            });
        _client = _app.NewClient();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task The_link_sets_a_new_password_once_and_ends_the_old_one()
    {
        using var user = await _app.RegisterAsync();
        (await PostAsync("/v1/auth/password-reset", new { email = user.Email })).ShouldBe(HttpStatusCode.Accepted);
        var link = await LinkAsync(user, "reset-password");

        (await PostAsync("/v1/auth/password-reset/confirm", link.With("a new password"))).ShouldBe(HttpStatusCode.NoContent);
        (await PostAsync("/v1/auth/login", new { email = user.Email, password = user.Password })).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync("/v1/auth/login", new { email = user.Email, password = "a new password" })).ShouldBe(HttpStatusCode.OK);

        using var again = await _client.PostAsJsonAsync("/v1/auth/password-reset/confirm", link.With("yet another one"));
        await again.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid_token");
    }

    [Test]
    public async Task A_new_password_ends_every_session()
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        using var opened = await _client.PostAsJsonAsync("/v1/auth/register", new { email, password = TestUser.DefaultPassword });
        var cookie = opened.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        await PostAsync("/v1/auth/password-reset", new { email });
        await PostAsync("/v1/auth/password-reset/confirm", (await LinkAsync(email, "reset-password")).With("a new password"));

        using var client = _app.NewClient();
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        using var refused = await client.PostAsync("/v1/auth/refresh", null);
        await refused.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session_expired");
    }

    [Test]
    public async Task An_address_without_an_account_is_answered_the_same_and_sent_nothing()
    {
        (await PostAsync("/v1/auth/password-reset", new { email = "nobody@example.com" })).ShouldBe(HttpStatusCode.Accepted);
        using var known = await _app.RegisterAsync();
        await PostAsync("/v1/auth/password-reset", new { email = known.Email });
        await LinkAsync(known, "reset-password");
        _sender.Sent.ShouldNotContain(mail => mail.To == "nobody@example.com");
    }

    [Test]
    public async Task Asked_twice_within_a_minute_one_mail_is_sent()
    {
        using var user = await _app.RegisterAsync();
        await PostAsync("/v1/auth/password-reset", new { email = user.Email });
        await PostAsync("/v1/auth/password-reset", new { email = user.Email });
        await LinkAsync(user, "reset-password");
        _clock.Advance(TimeSpan.FromMinutes(2));
        await PostAsync("/v1/auth/password-reset", new { email = user.Email });
        await Wait.UntilAsync(() => Task.FromResult(_sender.To(user.Email, "/reset-password#").Count), count => count >= 2, "the second mail");
        _sender.To(user.Email, "/reset-password#").Count.ShouldBe(2);
    }

    [Test]
    public async Task The_first_mail_confirms_the_address_and_may_be_clicked_again()
    {
        using var user = await _app.RegisterAsync();
        var link = await LinkAsync(user, "confirm-email");
        (await PostAsync("/v1/auth/confirm-email", link)).ShouldBe(HttpStatusCode.NoContent);
        (await PostAsync("/v1/auth/confirm-email", link)).ShouldBe(HttpStatusCode.NoContent);
        using var me = await user.Client.GetAsync("/v1/users/me");
        (await me.ReadJsonAsync()).GetProperty("email_confirmed").GetBoolean().ShouldBeTrue();
    }

    [Test]
    public async Task A_token_of_somebody_else_confirms_nothing()
    {
        using var one = await _app.RegisterAsync();
        using var other = await _app.RegisterAsync();
        var link = await LinkAsync(one, "confirm-email");
        using var refused = await _client.PostAsJsonAsync("/v1/auth/confirm-email", new { user_id = other.Id, token = link.token });
        await refused.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid_token");
    }

    [Test]
    public async Task A_mail_that_could_not_be_handed_over_is_sent_later()
    {
        _sender.FailsFor = $"{Guid.NewGuid():N}@example.com";
        var email = _sender.FailsFor;
        (await PostAsync("/v1/auth/register", new { email, password = TestUser.DefaultPassword })).ShouldBe(HttpStatusCode.Created);
        await Wait.UntilAsync(() => Task.FromResult(_sender.Failures), failures => failures > 0, "the failure");
        _sender.FailsFor = null;
        _clock.Advance(TimeSpan.FromMinutes(5));
        await LinkAsync(email, "confirm-email");
        _app.Log.Lines.ShouldNotContain(line => line.Text.Contains(email, StringComparison.Ordinal));
    }

    private async Task<HttpStatusCode> PostAsync(string path, object body)
    {
        using var answer = await _client.PostAsJsonAsync(path, body);
        return answer.StatusCode;
    }

    private Task<MailedLink> LinkAsync(TestUser user, string page) => LinkAsync(user.Email, page);

    private async Task<MailedLink> LinkAsync(string email, string page)
    {
        var mails = await Wait.UntilAsync(() => Task.FromResult(_sender.To(email, $"/{page}#")), mails => mails.Count > 0, $"the mail {page}");
        var line = mails[0].Text.Split('\n').Single(l => l.StartsWith("http", StringComparison.Ordinal));
        var values = HttpUtility.ParseQueryString(line.Split('#')[1]);
        return new MailedLink(Guid.Parse(values["user"]!), values["token"]!);
    }

    // Named as the API names them.
#pragma warning disable IDE1006
    private sealed record MailedLink(Guid user_id, string token)
    {
        public object With(string password) => new { user_id, token, password };
    }
#pragma warning restore IDE1006
}
