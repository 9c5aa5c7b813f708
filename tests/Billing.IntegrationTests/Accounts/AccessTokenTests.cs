using System.Net;
using System.Text;
using Billing.Application.Accounts;
using Billing.IntegrationTests.Infrastructure;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Accounts;

[TestFixture]
public sealed class AccessTokenTests
{
    private BillingApp _app = null!;
    private TestUser _user = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await BillingApp.StartAsync();
        _user = await _app.RegisterAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _user.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public void A_token_says_who_for_whom_by_whom_and_until_when_and_no_more()
    {
        var token = new JsonWebToken(_user.AccessToken);
        token.Alg.ShouldBe("HS256");
        token.Subject.ShouldBe(_user.Id.ToString());
        token.Issuer.ShouldBe("billing");
        token.Audiences.ShouldBe(["billing"]);
        (token.ValidTo - token.IssuedAt).ShouldBe(TimeSpan.FromMinutes(15));
        token.Claims.Select(c => c.Type).Except(["sub", "iss", "aud", "exp", "iat", "role"]).ShouldBeEmpty();
    }

    [Test]
    public async Task A_token_made_as_ours_is_taken() => (await AskAsync(Forge())).ShouldBe(HttpStatusCode.OK);

    [Test]
    public async Task A_token_is_refused_when_anything_about_it_is_not_ours()
    {
        (await AskAsync(Forge(expiresIn: TimeSpan.FromSeconds(-1)))).ShouldBe(HttpStatusCode.Unauthorized, "expired");
        (await AskAsync(Forge(issuer: "somebody"))).ShouldBe(HttpStatusCode.Unauthorized, "issuer");
        (await AskAsync(Forge(audience: "something"))).ShouldBe(HttpStatusCode.Unauthorized, "audience");
        (await AskAsync(Forge(key: BillingApp.SigningKey + "x"))).ShouldBe(HttpStatusCode.Unauthorized, "key");
        (await AskAsync(Forge(algorithm: SecurityAlgorithms.HmacSha512, key: BillingApp.SigningKey))).ShouldBe(HttpStatusCode.Unauthorized, "algorithm");
        (await AskAsync(Forge(algorithm: null))).ShouldBe(HttpStatusCode.Unauthorized, "unsigned");
        (await AskAsync("nonsense")).ShouldBe(HttpStatusCode.Unauthorized, "nonsense");
    }

    [Test]
    public async Task Without_a_token_the_answer_is_a_problem()
    {
        using var client = _app.NewClient();
        using var answer = await client.GetAsync("/v1/users/me");
        await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        answer.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer");
    }

    [Test]
    public async Task An_operator_has_the_role_from_the_next_refresh_on()
    {
        using var user = await _app.RegisterAsync();
        var added = await AddOperatorAsync(user.Email);
        added.GeneratedPassword.ShouldBeNull();
        added.Account.Id.ShouldBe(user.Id);

        using var answer = await user.Client.PostAsync("/v1/auth/refresh", null);
        var session = await answer.ReadAsync<TestSession>();
        session.User.Roles.ShouldBe(["admin"]);
        new JsonWebToken(session.AccessToken).Claims.Where(c => c.Type == "role").Select(c => c.Value).ShouldBe(["admin"]);
    }

    [Test]
    public async Task Adding_an_operator_twice_changes_nothing()
    {
        var email = Some.Email();
        var first = await AddOperatorAsync(email);
        var again = await AddOperatorAsync(email);
        first.GeneratedPassword.ShouldNotBeNull().Length.ShouldBeGreaterThanOrEqualTo(20);
        again.GeneratedPassword.ShouldBeNull();
        again.Account.Roles.ShouldBe(["admin"]);
        again.Account.Id.ShouldBe(first.Account.Id);
    }

    private async Task<AddedOperator> AddOperatorAsync(string email)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(new AddOperator(email));
    }

    private async Task<HttpStatusCode> AskAsync(string token)
    {
        using var client = _app.NewClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var answer = await client.GetAsync("/v1/users/me");
        return answer.StatusCode;
    }

    private string Forge(
        string issuer = "billing",
        string audience = "billing",
        string key = BillingApp.SigningKey,
        string? algorithm = SecurityAlgorithms.HmacSha256,
        TimeSpan? expiresIn = null)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Expires = DateTime.UtcNow + (expiresIn ?? TimeSpan.FromMinutes(1)),
            Claims = new Dictionary<string, object> { ["sub"] = _user.Id.ToString() },
            SigningCredentials = algorithm is null ? null : new SigningCredentials(new SymmetricSecurityKey(bytes), algorithm),
        });
    }
}
