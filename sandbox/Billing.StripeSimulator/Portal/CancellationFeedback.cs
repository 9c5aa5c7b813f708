namespace Billing.StripeSimulator.Portal;

/// <summary>Why a customer cancels, as Stripe's portal asks.</summary>
internal static class CancellationFeedback
{
    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["too_expensive"] = "It is too expensive",
        ["missing_features"] = "It lacks features that I need",
        ["switched_service"] = "I found another service",
        ["unused"] = "I no longer need it",
        ["customer_service"] = "Customer service was not what I expected",
        ["too_complex"] = "It is too hard to use",
        ["low_quality"] = "Quality was not what I expected",
        ["other"] = "Another reason",
    };

    /// <summary>What the customer reads.</summary>
    public static string Sentence(string feedback) => Sentences[feedback];

    /// <summary>The feedback when it is one of Stripe's, else null.</summary>
    public static string? Find(string? feedback) => feedback is not null && Sentences.ContainsKey(feedback) ? feedback : null;
}
