namespace Billing.IntegrationTests.Infrastructure;

/// <summary>Values that matter to no test but must be there.</summary>
public static class Some
{
    /// <summary>An address nobody else has.</summary>
    public static string Email() => $"user-{Guid.NewGuid():N}@example.com";
}
