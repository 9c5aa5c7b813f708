using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Billing.StripeSimulator.Protocol;

/// <summary>An endpoint of the API: what it accepts and what it does.</summary>
/// <param name="Execute">Does the work and returns the object or list to answer with, unexpanded.</param>
/// <param name="Accepts">
/// The parameters by name, with <c>[]</c> for any index and <c>[*]</c> for the keys of a map, such as
/// <c>line_items[][price]</c> and <c>metadata[*]</c>.
/// </param>
internal sealed partial record ApiEndpoint(Func<ApiCall, JsonObject> Execute, IReadOnlySet<string> Accepts)
{
    /// <summary>Refuses a request that has a parameter of which this endpoint knows nothing.</summary>
    /// <exception cref="StripeApiException">400, code parameter_unknown.</exception>
    public void Check(ApiParameters parameters)
    {
        foreach (var name in parameters.Names)
        {
            var pattern = Index().Replace(name, "[]");
            var map = pattern.IndexOf('[', StringComparison.Ordinal) < 0 ? pattern : pattern[..pattern.LastIndexOf('[')] + "[*]";
            if (!Accepts.Contains(pattern) && !Accepts.Contains(map) && !Accepts.Contains(pattern + "[*]"))
            {
                throw StripeErrors.Unknown(name);
            }
        }
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}
