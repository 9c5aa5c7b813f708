using System.Text.Json;
using Billing.Domain.Payments;

namespace Billing.Application.Payments;

/// <summary>The statuses of payments as callers write them: in snake case, like everything in the API.</summary>
internal static class PaymentStatusNames
{
    private static readonly Dictionary<string, PaymentStatus> ByName = Enum.GetValues<PaymentStatus>()
        .ToDictionary(s => JsonNamingPolicy.SnakeCaseLower.ConvertName(s.ToString()), StringComparer.Ordinal);

    /// <summary>Every name.</summary>
    public static IEnumerable<string> All => ByName.Keys;

    /// <summary>The status of a name; false for an unknown name.</summary>
    public static bool TryParse(string name, out PaymentStatus status) => ByName.TryGetValue(name, out status);
}
