using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace Billing.Benchmarks.Profile;

/// <summary>
/// A profile for the compiler that works ahead (crossgen2's <c>--mibc</c>): an assembly that is never run, with a method for each assembly
/// of the program whose code names the methods that were used, and how heavily. Zipped.
/// </summary>
internal sealed class MethodProfile
{
    /// <summary>The compiler puts the heaviest method first, so that the first one used weighs most.</summary>
    private const int WeightOfFirst = 1_000_000;

    private readonly MetadataBuilder _metadata = new();
    private readonly MethodBodyStreamEncoder _bodies = new(new BlobBuilder());
    private readonly SortedDictionary<string, InstructionEncoder> _groups = new(StringComparer.Ordinal);
    private readonly BlobHandle _parameterless;

    private MethodProfile()
    {
        _metadata.AddModule(
            0, _metadata.GetOrAddString("Profile"), _metadata.GetOrAddGuid(new Guid("6dd0c1b1-6c0a-4f0c-9a7e-6f3a7f6a6b9d")), default, default);
        _metadata.AddAssembly(_metadata.GetOrAddString("Profile"), new Version(1, 0, 0, 0), default, default, default, default);
        _metadata.AddTypeDefinition(
            default, default, _metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        var signature = new BlobBuilder();
        new BlobEncoder(signature).MethodSignature().Parameters(0, returned => returned.Void(), _ => { });
        _parameterless = _metadata.GetOrAddBlob(signature);
    }

    /// <summary>Writes the profile.</summary>
    /// <param name="inOrder">The methods, the first one used first.</param>
    /// <param name="file">Where to.</param>
    /// <returns>How many methods it names: not those that only this process has.</returns>
    public static int Write(IEnumerable<MethodBase> inOrder, string file)
    {
        var profile = new MethodProfile();
        int named = profile.AddMethods(inOrder);
        profile.AddDictionary();
        BlobBuilder image = profile.Image();
        using ZipArchive zip = ZipFile.Open(file, ZipArchiveMode.Create);
        ZipArchiveEntry entry = zip.CreateEntry(Path.GetFileName(file) + ".dll", CompressionLevel.SmallestSize);
        entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using Stream stream = entry.Open();
        image.WriteContentTo(stream);
        return named;
    }

    private int AddMethods(IEnumerable<MethodBase> inOrder)
    {
        var references = new MethodReferences(_metadata);
        int named = 0;
        foreach (MethodBase method in inOrder)
        {
            try
            {
                EntityHandle reference = references.ReferTo(method);
                AddMethod(method.DeclaringType!.Assembly.GetName().Name!, reference, WeightOfFirst - named);
                named++;
            }
            catch (NotSupportedException)
            {
                // It cannot be in what is published, or is one of a handful that are not worth the trouble.
            }
        }

        return named;
    }

    private void AddMethod(string assembly, EntityHandle method, int weight)
    {
        if (!_groups.TryGetValue(assembly, out InstructionEncoder group))
        {
            _groups.Add(assembly, group = new InstructionEncoder(new BlobBuilder()));
        }

        group.OpCode(ILOpCode.Ldtoken);
        group.Token(method);
        group.LoadString(_metadata.GetOrAddUserString("ExclusiveWeight"));
        group.LoadConstantI4(weight);
        group.OpCode(ILOpCode.Pop);

        // The compiler passes over what it does not know, and would over the method behind it too: a second end is the first one's for that.
        group.OpCode(ILOpCode.Pop);
    }

    /// <summary>The compiler begins to read here.</summary>
    private void AddDictionary()
    {
        var dictionary = new InstructionEncoder(new BlobBuilder());
        foreach ((string assembly, InstructionEncoder group) in _groups)
        {
            dictionary.LoadString(_metadata.GetOrAddUserString(assembly + ";"));
            dictionary.OpCode(ILOpCode.Ldtoken);
            dictionary.Token(AddBody("Of_" + assembly, group));
            dictionary.OpCode(ILOpCode.Pop);
        }

        AddBody("AssemblyDictionary", dictionary);
    }

    private MethodDefinitionHandle AddBody(string name, InstructionEncoder code)
    {
        code.OpCode(ILOpCode.Ret);
        return _metadata.AddMethodDefinition(
            MethodAttributes.Public | MethodAttributes.Static,
            MethodImplAttributes.IL,
            _metadata.GetOrAddString(name),
            _parameterless,
            _bodies.AddMethodBody(code),
            MetadataTokens.ParameterHandle(1));
    }

    private BlobBuilder Image()
    {
        var image = new BlobBuilder();
        new ManagedPEBuilder(
            PEHeaderBuilder.CreateLibraryHeader(),
            new MetadataRootBuilder(_metadata),
            _bodies.Builder,
            deterministicIdProvider: content => BlobContentId.FromHash(SHA256.HashData([.. content.SelectMany(blob => blob.GetBytes())]))).Serialize(image);
        return image;
    }
}
