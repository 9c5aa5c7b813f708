using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Billing.Infrastructure.Persistence.Conventions;

/// <summary>
/// A foreign key for which a configuration does not say otherwise does nothing on delete: SQL Server refuses a table that two
/// cascades reach (error 1785), and rows about money do not vanish as a side effect.
/// </summary>
internal sealed class NoCascades : IModelFinalizingConvention
{
    /// <inheritdoc />
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var foreignKey in modelBuilder.Metadata.GetEntityTypes().SelectMany(e => e.GetDeclaredForeignKeys()))
        {
            foreignKey.Builder.OnDelete(DeleteBehavior.NoAction);
        }
    }
}
