namespace Billing.Application.Emails;

/// <summary>A mail before it is written out: a template and what goes into it.</summary>
/// <param name="Template">The name of the template.</param>
/// <param name="Values">The values by name; a line whose value is null or missing is left out.</param>
internal sealed record EmailText(string Template, IReadOnlyDictionary<string, string?> Values);
