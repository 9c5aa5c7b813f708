using System.Net;
using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Api;

[TestFixture]
public sealed class OpenApiTests
{
    private BillingApp _app = null!;
    private JsonElement _document;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await BillingApp.StartAsync();
        using var client = _app.NewClient();
        using var answer = await client.GetAsync("/swagger/v1/swagger.json");
        _document = await answer.ReadJsonAsync();
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public void Every_action_has_a_tag_a_summary_and_a_name_of_its_own()
    {
        Operations().ShouldAllBe(o => o.Value.GetProperty("tags").GetArrayLength() == 1 && o.Value.GetProperty("summary").GetString()!.Length > 0);
        Operations().Select(o => o.Value.GetProperty("operationId").GetString()).ShouldBeUnique();
    }

    [Test]
    public void Every_error_is_a_problem()
    {
        foreach (var (name, operation) in Operations())
        {
            foreach (var response in operation.GetProperty("responses").EnumerateObject().Where(r => r.Name[0] is '4' or '5'))
            {
                response.Value.GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString()
                    .ShouldBe("#/components/schemas/Problem", $"{name} {response.Name}");
            }
        }
    }

    [Test]
    public void Every_action_that_needs_a_token_says_so_and_no_other()
    {
        var me = Operation("/v1/users/me", "get");
        me.GetProperty("security")[0].GetProperty("Bearer").GetArrayLength().ShouldBe(0);
        me.GetProperty("responses").TryGetProperty("401", out _).ShouldBeTrue();
        Operation("/v1/auth/login", "post").TryGetProperty("security", out _).ShouldBeFalse();
    }

    [Test]
    public void Every_member_of_every_request_has_an_example()
    {
        var bodies = Operations().Where(o => o.Value.TryGetProperty("requestBody", out _)).Select(o => o.Value.GetProperty("requestBody")).ToList();
        bodies.Count.ShouldBeGreaterThanOrEqualTo(4);
        foreach (var body in bodies)
        {
            var schema = body.GetProperty("content").GetProperty("application/json").GetProperty("schema");
            var name = schema.GetProperty("allOf")[0].GetProperty("$ref").GetString()!.Split('/')[^1];
            foreach (var property in Schema(name).GetProperty("properties").EnumerateObject())
            {
                property.Value.TryGetProperty("example", out _).ShouldBeTrue($"{name}.{property.Name}");
            }
        }
    }

    [Test]
    public void What_is_always_there_is_required_and_what_can_be_null_is_not()
    {
        Names(Schema("SessionResponse").GetProperty("required")).ShouldBe(["access_token", "expires_in", "token_type", "user"], ignoreOrder: true);
        Names(Schema("UserResponse").GetProperty("required")).ShouldBe(["email", "email_confirmed", "id", "roles"], ignoreOrder: true);
        Names(Schema("Register").GetProperty("required")).ShouldBe(["email", "password"], ignoreOrder: true);
        Names(Schema("CreateCheckoutSession").GetProperty("required")).ShouldBe(["cancel_url", "plan_id", "success_url"], ignoreOrder: true);
    }

    [Test]
    public async Task Swagger_is_for_Development_only()
    {
        using var client = _app.NewClient();
        (await client.GetAsync("/swagger/index.html")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await using var production = await BillingApp.StartAsync(environment: "Production");
        using var outside = production.NewClient();
        (await outside.GetAsync("/swagger/index.html")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await outside.GetAsync("/swagger/v1/swagger.json")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private IEnumerable<(string Name, JsonElement Value)> Operations() => _document.GetProperty("paths").EnumerateObject()
        .SelectMany(path => path.Value.EnumerateObject().Select(operation => ($"{operation.Name} {path.Name}", operation.Value)));

    private JsonElement Operation(string path, string method) => _document.GetProperty("paths").GetProperty(path).GetProperty(method);

    private JsonElement Schema(string name) => _document.GetProperty("components").GetProperty("schemas").GetProperty(name);

    private static IEnumerable<string?> Names(JsonElement array) => array.EnumerateArray().Select(e => e.GetString());
}
