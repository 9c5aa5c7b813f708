using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Abstractions;

/// <summary>A unique index refused a row: somebody else was first. The caller reads theirs.</summary>
public sealed class UniqueViolationException : DbUpdateException
{
    /// <summary>Wraps the database's own error.</summary>
    public UniqueViolationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
