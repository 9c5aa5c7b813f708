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

            IReadOnlyList<Named> named = Read(file);
            named.ShouldContain(new Named("Billing.Infrastructure", EventWorker, "ExecuteAsync"));
            named.ShouldContain(method => method.Assembly == "System.Private.CoreLib");
            named.ShouldNotContain(method => method.Assembly == "Billing.Benchmarks");
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
        List<Named> ours = [.. Read(file).Where(method => method.Assembly.StartsWith("Billing.", StringComparison.Ordinal))];

        List<Named> gone = [.. ours.Where(method => !Exists(method))];

        ours.ShouldContain(method => method.Type == EventWorker);
        gone.Count.ShouldBeLessThan(
            ours.Count / 10, "The profile has become old. docs/performance.md says how to write it anew. Gone, for example: " + string.Join(", ", gone.Take(5)));
    }

    private static bool Exists(Named method) => Assembly.Load(method.Assembly).GetType(method.Type)?.GetMember(
        method.Name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static) is { Length: > 0 };

    /// <summary>The methods that are named, but for those of nested types: the compiler makes most of these, and names them anew with every edit.</summary>
    private static IReadOnlyList<Named> Read(string file)
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
        var named = new List<Named>();
        foreach (MemberReference method in metadata.MemberReferences.Select(metadata.GetMemberReference))
        {
            if (method.Parent.Kind == HandleKind.TypeReference
                && metadata.GetTypeReference((TypeReferenceHandle)method.Parent) is { ResolutionScope.Kind: HandleKind.AssemblyReference } type)
            {
                AssemblyReference assembly = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
                named.Add(new Named(
                    metadata.GetString(assembly.Name),
                    $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}",
                    metadata.GetString(method.Name)));
            }
        }

        return named;
    }

    private sealed record Named(string Assembly, string Type, string Name);
}
