using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Setup;

/// <summary>The list of methods by which publishing lays out the program (docs/performance.md).</summary>
public sealed class PublishProfileTests
{
    private const string EventWorker = "Billing.Infrastructure.StripeEvents.EventWorker";

    [Test]
    public async Task The_methods_that_the_program_uses_are_written_down()
    {
        string folder = Directory.CreateTempSubdirectory("billing-profile-").FullName;
        try
        {
            string file = Path.Combine(folder, "startup.mibc");

            await BenchmarksProgram.RunAsync(
                "profile", "--published", Path.GetDirectoryName(BenchmarksProgram.Built("Billing.Api/Billing.Api.dll"))!, "--out", file);

            IReadOnlyList<NamedType> named = Read(file);
            named.ShouldContain(new NamedType("Billing.Infrastructure", EventWorker));
            named.ShouldContain(new NamedType("System.Private.CoreLib", "System.Threading.Thread"));
            named.ShouldNotContain(type => type.Assembly == "Billing.Benchmarks");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void What_is_published_is_laid_out_by_methods_that_it_has()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "src", "Billing.Api", "Properties", "startup.mibc");
        List<NamedType> ours = [.. Read(file).Where(type => type.Assembly.StartsWith("Billing.", StringComparison.Ordinal))];

        List<NamedType> gone = [.. ours.Where(type => Assembly.Load(type.Assembly).GetType(type.Name) is null)];

        ours.ShouldContain(type => type.Name == EventWorker);
        gone.Count.ShouldBeLessThan(
            ours.Count / 10, "The profile has become old. docs/performance.md says how to write it anew. Gone, for example: " + string.Join(", ", gone.Take(5)));
    }

    /// <summary>The types whose methods are named; those that the compiler made are left out, because they change their names with every edit.</summary>
    private static IReadOnlyList<NamedType> Read(string file)
    {
        using ZipArchive zip = ZipFile.OpenRead(file);
        using var unzipped = new MemoryStream();
        using (Stream entry = zip.GetEntry("startup.mibc.dll")!.Open())
        {
            entry.CopyTo(unzipped);
        }

        unzipped.Position = 0;
        using var image = new PEReader(unzipped);
        MetadataReader metadata = image.GetMetadataReader();
        return [.. metadata.TypeReferences
            .Select(metadata.GetTypeReference)
            .Where(type => type.ResolutionScope.Kind == HandleKind.AssemblyReference)
            .Select(type => new NamedType(
                metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name),
                $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"))
            .Where(type => !type.Name.Contains('<', StringComparison.Ordinal))];
    }

    private sealed record NamedType(string Assembly, string Name);
}
