using System.Reflection;
using Billing.Benchmarks.Profile;

/// <summary>
/// Runs in the program that is looked at, before its own code: the runtime calls it for a program that is started with
/// <c>DOTNET_STARTUP_HOOKS</c> naming this assembly. It has to have this name, and no namespace.
/// </summary>
internal static class StartupHook
{
    /// <summary>The variable that says where the profile goes.</summary>
    internal const string FileVariable = "BILLING_PROFILE_FILE";

    /// <summary>Notes the methods that are used from here on, and writes them down when the program ends.</summary>
    public static void Initialize()
    {
        var used = new UsedMethods();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            used.Dispose();
            IReadOnlyList<MethodBase> methods = used.ToList();
            int named = MethodProfile.Write(methods, Environment.GetEnvironmentVariable(FileVariable)!);
            Console.WriteLine($"{named} methods are named, {methods.Count - named} that were used are not.");
        };
    }
}
