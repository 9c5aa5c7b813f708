using System.Net;
using System.Net.Http.Json;
using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.IntegrationTests.Infrastructure;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Api;

[TestFixture]
public sealed class ProblemTests
{
    private const string Secret = "No such customer: 'cus_secret'";
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

    [TestCase("{\"email\": ")]
    [TestCase("not json")]
    [TestCase("")]
    [TestCase("[]")]
    [TestCase("\"text\"")]
    [TestCase("null")]
    public async Task A_body_that_is_no_JSON_object_is_a_problem_that_says_so(string body)
    {
        using var answer = await _client.PostAsync("/v1/auth/login", Answers.Json(body));
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid_json");
        problem.Errors.ShouldBeNull();
    }

    [Test]
    public async Task A_member_of_the_wrong_type_is_named_and_no_type_of_ours_is()
    {
        using var answer = await _client.PostAsync("/v1/auth/login", Answers.Json("""{"email": "ada@example.com", "password": 12345678}"""));
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        problem.Errors.ShouldNotBeNull().Keys.ShouldBe(["password"]);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("Billing.");
    }

    [Test]
    public async Task Members_that_are_missing_are_named()
    {
        using var answer = await _client.PostAsync("/v1/auth/login", Answers.Json("{}"));
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        problem.Errors.ShouldNotBeNull().Keys.Order().ShouldBe(["email", "password"]);
    }

    [Test]
    public async Task Members_that_nobody_knows_are_passed_over()
    {
        using var answer = await _client.PostAsJsonAsync("/v1/auth/register", new { email = Some.Email(), password = "12345678", colour = "red" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [TestCase("limit=many", "limit")]
    [TestCase("from=yesterday", "from")]
    [TestCase("limit=0", "limit")]
    public async Task A_query_that_is_not_as_it_should_be_is_named(string query, string field)
    {
        using var user = await _app.RegisterAsync();
        using var answer = await user.Client.GetAsync($"/v1/billing/history?{query}");
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        problem.Errors.ShouldNotBeNull().Keys.ShouldBe([field]);
    }

    [TestCase("GET", "/v1/nothing/here", HttpStatusCode.NotFound, "not_found")]
    [TestCase("POST", "/v1", HttpStatusCode.NotFound, "not_found")]
    [TestCase("DELETE", "/v1/auth/login", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    public async Task An_address_or_a_method_that_is_not_there_is_a_problem(string method, string path, HttpStatusCode status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await _client.SendAsync(request);
        await answer.ShouldBeProblemAsync(status, code);
    }

    [Test]
    public async Task A_form_is_refused()
    {
        using var answer = await _client.PostAsync("/v1/auth/login", new FormUrlEncodedContent([new("email", "ada@example.com")]));
        await answer.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Test]
    public async Task A_body_over_one_mebibyte_is_refused()
    {
        using var answer = await _client.PostAsJsonAsync("/v1/auth/login", new { email = new string('x', 1024 * 1024), password = "x" });
        await answer.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }

    private static IEnumerable<TestCaseData> Failures()
    {
        TestCaseData Case(Exception failure, int status, string code) => new TestCaseData(failure, status, code).SetArgDisplayNames(code);

        yield return Case(new BillingException(BillingErrorKind.Invalid, "some_code", "Because."), 400, "some_code");
        yield return Case(new BillingException(BillingErrorKind.Unauthenticated, "a_401", "Because."), 401, "a_401");
        yield return Case(new BillingException(BillingErrorKind.PaymentDeclined, "a_402", "Because."), 402, "a_402");
        yield return Case(new BillingException(BillingErrorKind.Forbidden, "a_403", "Because."), 403, "a_403");
        yield return Case(new BillingException(BillingErrorKind.NotFound, "a_404", "Because."), 404, "a_404");
        yield return Case(new BillingException(BillingErrorKind.Conflict, "a_409", "Because."), 409, "a_409");
        yield return Case(new BillingException(BillingErrorKind.IdempotencyMismatch, "a_422", "Because."), 422, "a_422");
        yield return Case(new ValidationException([new ValidationFailure("A", "Because.")]), 400, "validation_failed");
        yield return Case(Refused("invalid_request_error"), 502, "stripe_refused");
        yield return Case(Refused("card_error"), 402, "payment_declined");
        yield return Case(new StripeUnreachableException("Timeout", new HttpRequestException()), 503, "stripe_unreachable");
        yield return Case(new InboxUnavailableException("Full"), 503, "inbox_unavailable");
        yield return Case(new DbUpdateConcurrencyException("Changed"), 409, "conflict");
        yield return Case(new UniqueViolationException("Taken", new InvalidOperationException()), 409, "conflict");
        yield return Case(new InvalidOperationException(Secret), 500, "internal_error");
    }

    [TestCaseSource(nameof(Failures))]
    public async Task Each_failure_has_its_status_and_code(Exception failure, int status, string code)
    {
        await using var app = await FailingAsync(failure);
        using var answer = await AskAsync(app);
        await answer.ShouldBeProblemAsync((HttpStatusCode)status, code);
        answer.Headers.Contains("Retry-After").ShouldBe(status == 503);
    }

    [Test]
    public async Task The_fields_of_a_failure_have_the_names_that_callers_use()
    {
        await using var app = await FailingAsync(new ValidationException(
            [new ValidationFailure("AmountCents", "Too low."), new ValidationFailure("Items[0].PriceId", "Unknown."), new ValidationFailure("AmountCents", "Odd.")]));
        using var answer = await AskAsync(app);
        var errors = (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed")).Errors.ShouldNotBeNull();
        errors["amount_cents"].ShouldBe(["Too low.", "Odd."]);
        errors["items[0].price_id"].ShouldBe(["Unknown."]);
    }

    [Test]
    public async Task A_failure_names_its_field_and_where_to_go_on()
    {
        await using var app = await FailingAsync(
            new BillingException(BillingErrorKind.Conflict, "payment_due", "Pay first.") { Field = "PlanId", Url = "https://pay.example.com" });
        using var answer = await AskAsync(app);
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, "payment_due");
        problem.Detail.ShouldBe("Pay first.");
        problem.Url.ShouldBe("https://pay.example.com");
        problem.Errors.ShouldNotBeNull()["plan_id"].ShouldBe(["Pay first."]);
    }

    [Test]
    public async Task A_fault_is_logged_once_with_the_trace_that_the_answer_names_and_tells_nothing()
    {
        await using var app = await FailingAsync(new InvalidOperationException(Secret));
        using var answer = await AskAsync(app);
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.InternalServerError, "internal_error");
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("cus_secret");
        var line = app.Log.Lines.Where(l => l.Level >= LogLevel.Error).ShouldHaveSingleItem();
        line.Text.ShouldContain(problem.TraceId);
        line.Text.ShouldContain("v1/auth/refresh");
        line.Exception.ShouldNotBeNull().Message.ShouldBe(Secret);
    }

    [TestCase("Production", false)]
    [TestCase("Development", true)]
    public async Task What_Stripe_refused_is_told_to_developers_only_and_its_request_to_all(string environment, bool isTold)
    {
        await using var app = await FailingAsync(Refused("invalid_request_error"), environment);
        using var answer = await AskAsync(app);
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "stripe_refused");
        problem.RequestId.ShouldBe("req_4711");
        (problem.Detail == Secret).ShouldBe(isTold);
        app.Log.Lines.ShouldNotContain(l => l.Text.Contains("cus_secret"));
    }

    [Test]
    public async Task A_declined_card_is_explained_in_Stripes_words()
    {
        await using var app = await FailingAsync(Refused("card_error", "Your card was declined."), "Production");
        using var answer = await AskAsync(app);
        (await answer.ShouldBeProblemAsync(HttpStatusCode.PaymentRequired, "payment_declined")).Detail.ShouldBe("Your card was declined.");
    }

    private static StripeRefusedException Refused(string type, string message = Secret) =>
        new(400, type, "some_code", "customer", message, "req_4711");

    private static Task<BillingApp> FailingAsync(Exception failure, string environment = "Development") => BillingApp.StartAsync(
        environment: environment, replace: services => services.Replace(ServiceDescriptor.Scoped<IRefreshTokens>(_ => new FailingTokens(failure))));

    private static async Task<HttpResponseMessage> AskAsync(BillingApp app)
    {
        using var client = app.NewClient();
        client.DefaultRequestHeaders.Add("Cookie", "billing_refresh=any");
        return await client.PostAsync("/v1/auth/refresh", null);
    }

    private sealed class FailingTokens(Exception failure) : IRefreshTokens
    {
        public Task<IssuedRefreshToken> IssueAsync(Guid userId, CancellationToken cancellationToken) => throw failure;

        public Task<AcceptedRefreshToken?> RotateAsync(string token, CancellationToken cancellationToken) => throw failure;

        public Task RevokeAsync(string token, CancellationToken cancellationToken) => throw failure;

        public Task RevokeAllAsync(Guid userId, CancellationToken cancellationToken) => throw failure;
    }
}
