using Billing.Application.Accounts;

namespace Billing.Application.Abstractions;

/// <summary>What the account store keeps about a person, without secrets.</summary>
public interface IPersonalRecords
{
    /// <summary>The account; null when there is none, or only an anonymised one.</summary>
    Task<ExportedAccount?> FindAccountAsync(Guid userId, CancellationToken cancellationToken);

    /// <summary>The sign-ins, oldest first.</summary>
    IAsyncEnumerable<ExportedSession> Sessions(Guid userId);
}
