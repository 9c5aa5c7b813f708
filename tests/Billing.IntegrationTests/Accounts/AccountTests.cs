using System.Net;
using System.Net.Http.Json;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Accounts;

[TestFixture]
public sealed class AccountTests
{
    private BillingApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await BillingApp.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Registering_opens_an_account_and_signs_in()
    {
        using var client = _app.NewClient();
        var email = Some.Email();

        using var answer = await client.PostAsJsonAsync("/v1/auth/register", new { email, password = "12345678", name = " Ada Lovelace " });

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var session = await answer.ReadAsync<TestSession>();
        session.TokenType.ShouldBe("Bearer");
        session.ExpiresIn.ShouldBe(900);
        session.User.Email.ShouldBe(email);
        session.User.Name.ShouldBe("Ada Lovelace");
        session.User.Roles.ShouldBeEmpty();
        client.DefaultRequestHeaders.Authorization = new("Bearer", session.AccessToken);
        (await (await client.GetAsync("/v1/users/me")).ReadAsync<TestSessionUser>()).ShouldBeEquivalentTo(session.User);
    }

    [Test]
    public async Task A_name_may_be_left_out()
    {
        using var client = _app.NewClient();
        using var answer = await client.PostAsJsonAsync("/v1/auth/register", new { email = Some.Email(), password = "12345678" });
        (await answer.ReadAsync<TestSession>()).User.Name.ShouldBeNull();
    }

    [Test]
    public async Task Signing_in_gives_a_session_of_the_same_user()
    {
        using var user = await _app.RegisterAsync();
        using var answer = await LoginAsync("  " + user.Email.ToUpperInvariant() + " ", user.Password);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.ReadAsync<TestSession>()).User.Id.ShouldBe(user.Id);
    }

    [Test]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        using var user = await _app.RegisterAsync();
        using var wrong = await LoginAsync(user.Email, "not the password");
        using var unknown = await LoginAsync(Some.Email(), user.Password);

        var first = await wrong.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        var second = await unknown.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        second.ShouldBe(first with { TraceId = second.TraceId });
        wrong.Headers.Concat(wrong.Content.Headers).Select(h => h.Key)
            .ShouldBe(unknown.Headers.Concat(unknown.Content.Headers).Select(h => h.Key));
    }

    [Test]
    public async Task Five_wrong_passwords_lock_the_account_and_the_answer_does_not_tell()
    {
        using var user = await _app.RegisterAsync();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await LoginAsync(user.Email, "not the password");
            await wrong.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        }

        using var right = await LoginAsync(user.Email, user.Password);
        await right.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
    }

    [Test]
    public async Task Guesses_at_the_same_time_are_all_counted()
    {
        using var user = await _app.RegisterAsync();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => (await LoginAsync(user.Email, "not the password")).Dispose()));
        using var right = await LoginAsync(user.Email, user.Password);
        await right.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
    }

    [Test]
    public async Task A_right_password_forgets_the_wrong_ones_before_it()
    {
        using var user = await _app.RegisterAsync();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                (await LoginAsync(user.Email, "not the password")).Dispose();
            }

            using var right = await LoginAsync(user.Email, user.Password);
            right.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Test]
    public async Task A_lock_ends_after_five_minutes()
    {
        var clock = new ShiftedClock();
        await using var app = await BillingApp.StartAsync(replace: clock.Replace);
        using var user = await app.RegisterAsync();
        using var client = app.NewClient();
        for (var i = 0; i < 5; i++)
        {
            (await client.PostAsJsonAsync("/v1/auth/login", new { email = user.Email, password = "not the password" })).Dispose();
        }

        clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));

        using var right = await client.PostAsJsonAsync("/v1/auth/login", new { email = user.Email, password = user.Password });
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task An_address_has_one_account()
    {
        using var user = await _app.RegisterAsync();
        using var client = _app.NewClient();
        using var again = await client.PostAsJsonAsync(
            "/v1/auth/register", new { email = user.Email.ToUpperInvariant(), password = "another password", name = "Else" });
        await again.ShouldBeProblemAsync(HttpStatusCode.Conflict, "email_taken");
    }

    [Test]
    public async Task Of_many_registrations_with_one_address_at_once_one_succeeds()
    {
        using var client = _app.NewClient();
        var email = Some.Email();
        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var answer = await client.PostAsJsonAsync("/v1/auth/register", new { email, password = "12345678", name = "Ada" });
            return answer.StatusCode;
        }));
        statuses.Count(s => s == HttpStatusCode.Created).ShouldBe(1);
        statuses.Count(s => s == HttpStatusCode.Conflict).ShouldBe(7);
    }

    [TestCase("", "12345678", "Ada", "email")]
    [TestCase("ada", "12345678", "Ada", "email")]
    [TestCase("ada@example", "12345678", "Ada", "email")]
    [TestCase("Ada <ada@example.com>", "12345678", "Ada", "email")]
    [TestCase("ada@example.com, bob@example.com", "12345678", "Ada", "email")]
    [TestCase("ada@exam ple.com", "12345678", "Ada", "email")]
    [TestCase("ada@example..com", "12345678", "Ada", "email")]
    [TestCase("ada@example.com", "1234567", "Ada", "password")]
    [TestCase("ada@example.com", "", "Ada", "password")]
    [TestCase("ada@example.com", "12345678", "Ada\u0000", "name")]
    public async Task A_field_that_is_not_as_it_should_be_is_named(string email, string password, string name, string field)
    {
        using var client = _app.NewClient();
        using var answer = await client.PostAsJsonAsync("/v1/auth/register", new { email, password, name });
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        problem.Errors.ShouldNotBeNull().Keys.ShouldBe([field]);
    }

    [Test]
    public async Task A_password_of_128_characters_is_taken_and_a_longer_one_is_not()
    {
        using var client = _app.NewClient();
        using var longest = await client.PostAsJsonAsync("/v1/auth/register", new { email = Some.Email(), password = new string('x', 128) });
        longest.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var tooLong = await client.PostAsJsonAsync("/v1/auth/register", new { email = Some.Email(), password = new string('x', 129) });
        await tooLong.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
    }

    [Test]
    public async Task An_anonymised_account_can_neither_sign_in_nor_be_asked_for()
    {
        using var user = await _app.RegisterAsync();
        await _app.WithDbAsync(async db =>
        {
            var row = await db.Users.FindAsync(user.Id);
            row.ShouldNotBeNull().DeletedAt = DateTime.UtcNow;
            return await db.SaveChangesAsync();
        });
        using var me = await user.Client.GetAsync("/v1/users/me");
        await me.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "account_closed");
        using var login = await LoginAsync(user.Email, user.Password);
        await login.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        using var refresh = await user.Client.PostAsync("/v1/auth/refresh", null);
        await refresh.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session_expired");
    }

    [Test]
    public async Task Nothing_personal_is_logged()
    {
        using var user = await _app.RegisterAsync();
        (await LoginAsync(user.Email, "not the password at all")).Dispose();
        (await LoginAsync(user.Email, user.Password)).Dispose();
        var log = string.Join('\n', _app.Log.Lines.Select(l => l.Text + l.Exception));
        log.ShouldNotContain(user.Email, Case.Insensitive);
        log.ShouldNotContain(user.Password);
        log.ShouldNotContain("not the password at all");
        log.ShouldNotContain(user.AccessToken);
    }

    private async Task<HttpResponseMessage> LoginAsync(string email, string password)
    {
        using var client = _app.NewClient();
        return await client.PostAsJsonAsync("/v1/auth/login", new { email, password });
    }
}
