namespace Billing.Application.Abstractions;

/// <summary>
/// Brings mirrored objects in line: runs work that reads rows, asks Stripe where it must and changes rows in memory; then commits
/// the changes, with everything that follows from them, in one transaction. When somebody else changed a row meanwhile, all of it
/// starts again from the table, five times at most. So a Stripe call is never made inside a transaction.
/// </summary>
public interface IUnitOfWork
{
    /// <summary>Runs the work and commits what it changed.</summary>
    /// <param name="work">Reads, asks, changes; may run several times.</param>
    /// <param name="cancellationToken">Stops the work; a commit that has begun is finished.</param>
    /// <exception cref="Microsoft.EntityFrameworkCore.DbUpdateException">The fifth try met a conflict too.</exception>
    Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken);
}
