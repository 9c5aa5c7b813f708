using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Billing.Api.Errors;

/// <summary>Requests that could not even be bound: broken JSON, a wrong type, a query that is no number.</summary>
internal static class ModelStateProblems
{
    /// <summary>MVC's names for the body as a whole.</summary>
    private static readonly string[] WholeBody = ["", "$"];

    /// <summary>Answers with the problem.</summary>
    public static IActionResult Answer(ActionContext context) => new ProblemResult(Of(context.ModelState));

    private static Problem Of(ModelStateDictionary state)
    {
        // MVC adds that the parameter itself is missing; with the JSON at fault that says nothing.
        var faults = state.Where(s => s.Value is { Errors.Count: > 0 }).ToList();
        if (faults.Exists(f => IsJsonPath(f.Key)))
        {
            faults.RemoveAll(f => !IsJsonPath(f.Key));
        }

        return faults.Exists(f => WholeBody.Contains(f.Key) || f.Value!.Errors.Any(IsBrokenJson))
            ? Problems.OfStatus(400) with { Code = "invalid_json", Detail = "The body must be a JSON object that can be read." }
            : Problems.Invalid(faults.ToDictionary(f => NameOf(f.Key), f => MessagesOf(f.Key, f.Value!)));
    }

    /// <summary>The text is no JSON; of a wrong type the cause would be another.</summary>
    private static bool IsBrokenJson(ModelError error) => error.Exception is JsonException { InnerException: JsonException };

    /// <summary>The reader names where it stopped as a JSON path, <c>$.amount_cents</c>.</summary>
    private static bool IsJsonPath(string key) => key.Length == 0 || key[0] == '$';

    private static string NameOf(string key) => key.StartsWith("$.", StringComparison.Ordinal) ? key[2..] : Problems.FieldOf(key);

    /// <summary>The JSON reader's own sentences name types of ours.</summary>
    private static string[] MessagesOf(string key, ModelStateEntry entry) => IsJsonPath(key)
        ? ["The value is of the wrong type."]
        : [.. entry.Errors.Select(e => e.ErrorMessage)];

    private sealed class ProblemResult(Problem problem) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) => ProblemWriter.WriteAsync(context.HttpContext, problem);
    }
}
