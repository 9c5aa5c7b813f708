using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Billing.Benchmarks.Profile;

/// <summary>Writes references to reflected methods into metadata, by assembly, type, name and signature (ECMA-335, II.23.2).</summary>
internal sealed class MethodReferences(MetadataBuilder metadata)
{
    /// <summary>The type that stands for all reference types in code they share; for the compiler it is in an assembly of its own.</summary>
    private const string Canon = "System.__Canon";

    private readonly Dictionary<string, AssemblyReferenceHandle> _assemblies = [];
    private readonly Dictionary<Type, EntityHandle> _types = [];

    /// <summary>A reference to the method.</summary>
    /// <exception cref="NotSupportedException">It is made of types that only this process has, or of function pointers.</exception>
    public EntityHandle ReferTo(MethodBase method)
    {
        if (method.DeclaringType is not { } type)
        {
            throw new NotSupportedException("The method belongs to no type.");
        }

        EntityHandle member = metadata.AddMemberReference(
            ReferTo(type), metadata.GetOrAddString(method.Name), metadata.GetOrAddBlob(Signature(Definition(method, type))));
        if (method is not MethodInfo { IsGenericMethod: true, IsGenericMethodDefinition: false })
        {
            return member;
        }

        var instance = new BlobBuilder();
        instance.WriteByte((byte)SignatureKind.MethodSpecification);
        WriteAll(instance, method.GetGenericArguments());
        return metadata.AddMethodSpecification(member, metadata.GetOrAddBlob(instance));
    }

    /// <summary>A reference names a method by the signature that its definition has.</summary>
    private static MethodBase Definition(MethodBase method, Type type)
    {
        MethodBase definition = method is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericMethodDefinition() : method;
        return type.IsGenericType
            ? MethodBase.GetMethodFromHandle(definition.MethodHandle, type.GetGenericTypeDefinition().TypeHandle)!
            : definition;
    }

    private BlobBuilder Signature(MethodBase definition)
    {
        var signature = new BlobBuilder();
        SignatureAttributes attributes = (definition.IsStatic ? SignatureAttributes.None : SignatureAttributes.Instance)
            | (definition.IsGenericMethodDefinition ? SignatureAttributes.Generic : SignatureAttributes.None);
        signature.WriteByte((byte)attributes);
        if (definition.IsGenericMethodDefinition)
        {
            signature.WriteCompressedInteger(definition.GetGenericArguments().Length);
        }

        ParameterInfo[] parameters = definition.GetParameters();
        signature.WriteCompressedInteger(parameters.Length);
        if (definition is MethodInfo { ReturnParameter: var returned })
        {
            Write(signature, returned);
        }
        else
        {
            Write(signature, SignatureTypeCode.Void);
        }

        foreach (ParameterInfo parameter in parameters)
        {
            Write(signature, parameter);
        }

        return signature;
    }

    private void Write(BlobBuilder signature, ParameterInfo parameter)
    {
        WriteModifiers(signature, SignatureTypeCode.OptionalModifier, parameter.GetOptionalCustomModifiers());
        WriteModifiers(signature, SignatureTypeCode.RequiredModifier, parameter.GetRequiredCustomModifiers());
        Write(signature, parameter.ParameterType);
    }

    private void WriteModifiers(BlobBuilder signature, SignatureTypeCode kind, Type[] modifiers)
    {
        foreach (Type modifier in modifiers.Reverse())
        {
            Write(signature, kind);
            Write(signature, ReferTo(modifier));
        }
    }

    private void Write(BlobBuilder signature, Type type)
    {
        if (type.IsFunctionPointer)
        {
            throw new NotSupportedException("Function pointers are not written.");
        }

        if (Primitive(type) is { } primitive)
        {
            Write(signature, primitive);
        }
        else if (type.HasElementType)
        {
            WriteWithElement(signature, type);
        }
        else if (type.IsGenericParameter)
        {
            Write(signature, type.IsGenericMethodParameter ? SignatureTypeCode.GenericMethodParameter : SignatureTypeCode.GenericTypeParameter);
            signature.WriteCompressedInteger(type.GenericParameterPosition);
        }
        else if (type.IsGenericType)
        {
            Write(signature, SignatureTypeCode.GenericTypeInstance);
            WriteNamed(signature, type.GetGenericTypeDefinition());
            WriteAll(signature, type.GetGenericArguments());
        }
        else
        {
            WriteNamed(signature, type);
        }
    }

    private void WriteWithElement(BlobBuilder signature, Type type)
    {
        Write(
            signature,
            type.IsByRef ? SignatureTypeCode.ByReference
            : type.IsPointer ? SignatureTypeCode.Pointer
            : type.IsSZArray ? SignatureTypeCode.SZArray
            : SignatureTypeCode.Array);
        Write(signature, type.GetElementType()!);
        if (type is { IsArray: true, IsSZArray: false })
        {
            // Rank, no sizes, and lower bounds of 0, as the compilers write it.
            int rank = type.GetArrayRank();
            signature.WriteCompressedInteger(rank);
            signature.WriteCompressedInteger(0);
            signature.WriteCompressedInteger(rank);
            signature.WriteBytes(0, rank);
        }
    }

    private void WriteAll(BlobBuilder signature, Type[] types)
    {
        signature.WriteCompressedInteger(types.Length);
        foreach (Type type in types)
        {
            Write(signature, type);
        }
    }

    private void WriteNamed(BlobBuilder signature, Type type)
    {
        signature.WriteByte((byte)(type.IsValueType ? SignatureTypeKind.ValueType : SignatureTypeKind.Class));
        Write(signature, ReferTo(type));
    }

    private EntityHandle ReferTo(Type type) => _types.TryGetValue(type, out EntityHandle known) ? known : _types[type] = AddReference(type);

    private EntityHandle AddReference(Type type)
    {
        if (type.IsConstructedGenericType || type.HasElementType)
        {
            var specification = new BlobBuilder();
            Write(specification, type);
            return metadata.AddTypeSpecification(metadata.GetOrAddBlob(specification));
        }

        EntityHandle scope = type.IsNested ? ReferTo(type.DeclaringType!) : AssemblyOf(type);
        StringHandle space = type.IsNested || type.Namespace is null ? default : metadata.GetOrAddString(type.Namespace);
        return metadata.AddTypeReference(scope, space, metadata.GetOrAddString(type.Name));
    }

    private AssemblyReferenceHandle AssemblyOf(Type type)
    {
        if (type.Assembly.IsDynamic || type.Assembly == typeof(MethodReferences).Assembly)
        {
            throw new NotSupportedException("The type is in no assembly that is published.");
        }

        AssemblyName name = type.FullName == Canon ? new AssemblyName("System.Private.Canon") { Version = new Version(0, 0, 0, 0) } : type.Assembly.GetName();
        if (!_assemblies.TryGetValue(name.Name!, out AssemblyReferenceHandle handle))
        {
            BlobHandle token = name.GetPublicKeyToken() is { Length: > 0 } given ? metadata.GetOrAddBlob(given) : default;
            handle = metadata.AddAssemblyReference(metadata.GetOrAddString(name.Name!), name.Version!, default, token, default, default);
            _assemblies.Add(name.Name!, handle);
        }

        return handle;
    }

    private static SignatureTypeCode? Primitive(Type type) =>
        type == typeof(void) ? SignatureTypeCode.Void
        : type == typeof(object) ? SignatureTypeCode.Object
        : type == typeof(nint) ? SignatureTypeCode.IntPtr
        : type == typeof(nuint) ? SignatureTypeCode.UIntPtr
        : type == typeof(TypedReference) ? SignatureTypeCode.TypedReference
        : type.IsEnum ? null
        : Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => SignatureTypeCode.Boolean,
            TypeCode.Char => SignatureTypeCode.Char,
            TypeCode.SByte => SignatureTypeCode.SByte,
            TypeCode.Byte => SignatureTypeCode.Byte,
            TypeCode.Int16 => SignatureTypeCode.Int16,
            TypeCode.UInt16 => SignatureTypeCode.UInt16,
            TypeCode.Int32 => SignatureTypeCode.Int32,
            TypeCode.UInt32 => SignatureTypeCode.UInt32,
            TypeCode.Int64 => SignatureTypeCode.Int64,
            TypeCode.UInt64 => SignatureTypeCode.UInt64,
            TypeCode.Single => SignatureTypeCode.Single,
            TypeCode.Double => SignatureTypeCode.Double,
            TypeCode.String => SignatureTypeCode.String,
            _ => null,
        };

    private static void Write(BlobBuilder signature, SignatureTypeCode code) => signature.WriteByte((byte)code);

    private static void Write(BlobBuilder signature, EntityHandle type) => signature.WriteCompressedInteger(CodedIndex.TypeDefOrRefOrSpec(type));
}
