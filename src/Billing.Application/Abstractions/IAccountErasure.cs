namespace Billing.Application.Abstractions;

/// <summary>Takes a person out of the database. Rows about money stay, and tell of nobody.</summary>
public interface IAccountErasure
{
    /// <summary>
    /// Closes the account and removes what is personal, in one transaction; then the payloads of events about the person, a few at a time:
    /// those that are left when this is broken off, or come later, are removed by the hour.
    /// </summary>
    /// <returns>False when something of the user's still lives: a subscription or a checkout that came meanwhile. Nothing is changed then.</returns>
    Task<bool> TryEraseAsync(Guid userId, CancellationToken cancellationToken);
}
