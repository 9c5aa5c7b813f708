using System.Globalization;

namespace Billing.Sandbox;

/// <summary>What the command line asks for.</summary>
internal sealed record SandboxOptions
{
    /// <summary>What the command line can say.</summary>
    public const string Usage = """
        Billing sandbox: the whole product and a simulated Stripe in one process, on this machine only.

          --port N          port of the product (5080)
          --stripe-port N   port of the simulated Stripe (12111)
          --data DIR        where the state is kept (.sandbox)
          --reset           begin with an empty state
          --no-browser      do not open a browser
          --help            this text
        """;

    /// <summary>The product's port on 127.0.0.1.</summary>
    public int Port { get; private init; } = 5080;

    /// <summary>The simulated Stripe's port on 127.0.0.1.</summary>
    public int StripePort { get; private init; } = 12111;

    /// <summary>The folder with the state, which survives a restart.</summary>
    public string Data { get; private init; } = Path.GetFullPath(".sandbox");

    /// <summary>Whether to begin with an empty state.</summary>
    public bool Reset { get; private init; }

    /// <summary>Whether to open a browser once everything answers.</summary>
    public bool OpensBrowser { get; private init; } = true;

    /// <summary>Whether only the usage is asked for.</summary>
    public bool Help { get; private init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="SandboxException">A word is unknown or its value is missing or wrong.</exception>
    public static SandboxOptions Parse(IEnumerable<string> args)
    {
        var options = new SandboxOptions();
        using IEnumerator<string> words = args.SelectMany(SplitAtEquals).GetEnumerator();
        while (words.MoveNext())
        {
            options = words.Current switch
            {
                "--port" => options with { Port = NextPort(words) },
                "--stripe-port" => options with { StripePort = NextPort(words) },
                "--data" => options with { Data = Path.GetFullPath(Next(words)) },
                "--reset" => options with { Reset = true },
                "--no-browser" => options with { OpensBrowser = false },
                "--help" or "-h" => options with { Help = true },
                _ => throw new SandboxException($"unknown option {words.Current}; --help lists them."),
            };
        }

        return options;
    }

    private static string[] SplitAtEquals(string arg) =>
        arg.StartsWith("--", StringComparison.Ordinal) ? arg.Split('=', 2) : [arg];

    private static string Next(IEnumerator<string> words)
    {
        string option = words.Current;
        return words.MoveNext() && words.Current.Length > 0 ? words.Current : throw new SandboxException($"{option} needs a value.");
    }

    private static int NextPort(IEnumerator<string> words)
    {
        string option = words.Current;
        return int.TryParse(Next(words), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= 65535
            ? port
            : throw new SandboxException($"{option} needs a port number from 1 to 65535.");
    }
}

/// <summary>The sandbox cannot start; the message is one line for the person who started it.</summary>
internal sealed class SandboxException(string message, Exception? inner = null) : Exception(message, inner);
