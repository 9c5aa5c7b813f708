using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Billing.Infrastructure.Persistence.SqlServer;

/// <summary>
/// Gives every ASCII column a collation that compares byte by byte: the default one takes Stripe ids that differ only in case for
/// equal. The columns that are ASCII are exactly those that programs compare (ids, hashes, codes).
/// </summary>
internal sealed class BinaryCollation : IModelFinalizingConvention
{
    private const string Collation = "Latin1_General_100_BIN2";

    /// <inheritdoc />
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var property in modelBuilder.Metadata.GetEntityTypes().SelectMany(e => e.GetDeclaredProperties()))
        {
            if (property.IsUnicode() == false)
            {
                property.Builder.UseCollation(Collation);
            }
        }
    }
}
