using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Billing.Domain;
using Billing.Domain.Plans;
using Billing.Infrastructure.Persistence.Configurations;

namespace Billing.Infrastructure.Stripe.Setup;

/// <summary>The plans as the operator writes them down; their order is that of the plans page.</summary>
internal sealed record PlanFile(IReadOnlyList<PlanEntry> Plans)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Stripe's limit.</summary>
    private const int MaxTrialDays = 730;

    /// <summary>Reads and checks a plan file.</summary>
    /// <exception cref="FormatException">It is missing or cannot be used; the message says why.</exception>
    public static async Task<PlanFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new FormatException($"There is no plan file {path}.");
        }

        try
        {
            await using FileStream stream = File.OpenRead(path);
            PlanFile file = await JsonSerializer.DeserializeAsync<PlanFile>(stream, Json, cancellationToken)
                ?? throw new FormatException($"{path} is empty.");
            file.Check(path);
            return file;
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private void Check(string path)
    {
        if (Repeated(Plans.Select(p => p.Code)) is { } code)
        {
            throw new FormatException($"{path} has the plan '{code}' twice.");
        }

        List<PriceEntry> prices = [.. Plans.SelectMany(p => p.Prices)];
        if (Repeated(prices.Select(p => p.LookupKey)) is { } lookupKey)
        {
            throw new FormatException($"{path} has the lookup key '{lookupKey}' twice.");
        }

        foreach (PlanEntry plan in Plans)
        {
            CheckTexts(path, plan);
        }

        prices.ForEach(price => Check(path, price));
    }

    private static void CheckTexts(string path, PlanEntry plan)
    {
        if (!IsCode(plan.Code, PlanConfiguration.MaxCode))
        {
            throw new FormatException($"{path}: the code '{plan.Code}' must be ASCII, 1 to {PlanConfiguration.MaxCode} characters.");
        }

        if (!IsText(plan.Name, PlanConfiguration.MaxName))
        {
            throw new FormatException($"{path}: the name of '{plan.Code}' must have 1 to {PlanConfiguration.MaxName} characters.");
        }

        if (plan.Description is { } description && !IsText(description, PlanConfiguration.MaxDescription))
        {
            throw new FormatException($"{path}: the description of '{plan.Code}' must have 1 to {PlanConfiguration.MaxDescription} characters, or be null.");
        }
    }

    private static void Check(string path, PriceEntry price)
    {
        if (!IsCode(price.LookupKey, PlanPriceConfiguration.MaxLookupKey))
        {
            throw new FormatException($"{path}: the lookup_key '{price.LookupKey}' must be ASCII, 1 to {PlanPriceConfiguration.MaxLookupKey} characters.");
        }

        if (!Currency.TryParse(price.Currency, out Currency? currency) || !new Money(price.AmountCents, currency).IsChargeable)
        {
            throw new FormatException($"{path}: the amount of '{price.LookupKey}' is none that Stripe can charge.");
        }

        if (price.TrialDays is < 1 or > MaxTrialDays)
        {
            throw new FormatException($"{path}: the trial_days of '{price.LookupKey}' must be between 1 and {MaxTrialDays}.");
        }
    }

    private static bool IsText(string value, int maxLength) => !string.IsNullOrWhiteSpace(value) && value.Length <= maxLength;

    private static bool IsCode(string value, int maxLength) => IsText(value, maxLength) && Ascii.IsValid(value);

    private static string? Repeated(IEnumerable<string> values) =>
        values.GroupBy(v => v, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
}

/// <summary>A plan of the file; one without prices is free.</summary>
internal sealed record PlanEntry(string Code, string Name, string? Description, IReadOnlyList<string> Features, IReadOnlyList<PriceEntry> Prices);

/// <summary>
/// A price of the file. The amount is in minor units; the lookup key names it in every Stripe account. Seats and trial are ours: Stripe
/// is told with each checkout.
/// </summary>
internal sealed record PriceEntry(string LookupKey, string Currency, long AmountCents, BillingInterval Interval, bool PerSeat = false, int? TrialDays = null);
