using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Billing.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Lets others have the processor before each statement of work in the background. SQLite works on the thread that asks it, so that
/// nothing of a batch ever waits, and Linux lets a thread compute for up to 4 ms while others want its processor (docs/performance.md).
/// </summary>
internal sealed class SqliteCommandInterceptor : DbCommandInterceptor
{
    /// <inheritdoc />
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (eventData.Context is SqliteBillingDbContext { IsInBackground: true })
        {
            Thread.Yield();
        }

        return result;
    }
}
