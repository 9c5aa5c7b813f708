using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Shouldly;

namespace Billing.IntegrationTests.Infrastructure;

/// <summary>A problem as it goes over the wire.</summary>
public sealed record TestProblem(
    [property: JsonPropertyName("type"), JsonRequired] string Type,
    [property: JsonPropertyName("title"), JsonRequired] string Title,
    [property: JsonPropertyName("status"), JsonRequired] int Status,
    [property: JsonPropertyName("code"), JsonRequired] string Code,
    [property: JsonPropertyName("detail")] string? Detail,
    [property: JsonPropertyName("errors")] IReadOnlyDictionary<string, string[]>? Errors,
    [property: JsonPropertyName("url")] string? Url,
    [property: JsonPropertyName("request_id")] string? RequestId,
    [property: JsonPropertyName("trace_id"), JsonRequired] string TraceId);

/// <summary>Reads answers.</summary>
public static class Answers
{
    /// <summary>The body as an object; fails with the body's text when the answer is no success.</summary>
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<T>())!;
    }

    /// <summary>The body as JSON.</summary>
    public static Task<JsonElement> ReadJsonAsync(this HttpResponseMessage answer) => answer.ReadAsync<JsonElement>();

    /// <summary>The problem, which must be of that status and code and say so everywhere.</summary>
    public static async Task<TestProblem> ShouldBeProblemAsync(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, body);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", body);
        var problem = JsonSerializer.Deserialize<TestProblem>(body).ShouldNotBeNull();
        problem.Status.ShouldBe((int)status, body);
        problem.Code.ShouldBe(code, body);
        problem.TraceId.ShouldNotBeNullOrEmpty();
        return problem;
    }

    /// <summary>A body as it is, for what no serializer would write.</summary>
    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
