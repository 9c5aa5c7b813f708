using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Billing.StripeSimulator.Storage;

/// <summary>JSON text as Stripe writes it: two spaces, line feeds, nothing escaped that need not be.</summary>
internal static class StripeJson
{
    private static readonly JsonSerializerOptions CompactOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions PrettyOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>For storage: no white space.</summary>
    public static string Compact(JsonNode node) => node.ToJsonString(CompactOptions);

    /// <summary>For answers and webhook payloads.</summary>
    public static string Pretty(JsonNode node) => node.ToJsonString(PrettyOptions);
}
