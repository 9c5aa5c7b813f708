namespace Billing.Api.Commands;

/// <summary>Something the program does besides serving.</summary>
internal interface ISubCommand
{
    /// <summary>The words that call it, <c>admin add</c> for example.</summary>
    string Words { get; }

    /// <summary>What comes after the words and what it does, for the usage text.</summary>
    (string Arguments, string Summary) Usage { get; }

    /// <summary>Does it.</summary>
    /// <param name="arguments">What came after the words, settings (<c>--Section:Name=value</c>) left out.</param>
    /// <param name="settings">The settings, for <see cref="ApiHost.Build"/>.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">The arguments are not those of <see cref="Usage"/>.</exception>
    Task<int> RunAsync(IReadOnlyList<string> arguments, string[] settings, CancellationToken cancellationToken);
}

/// <summary>The command line is wrong; the usage text says how it should be.</summary>
internal sealed class UsageException : Exception;
