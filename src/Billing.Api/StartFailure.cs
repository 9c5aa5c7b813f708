using System.Data.Common;
using System.Net.Sockets;
using Billing.Application.Abstractions;
using Billing.Application.Errors;
using FluentValidation;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

namespace Billing.Api;

/// <summary>The failures of a start, or of a sub-command, that the person at the keyboard can mend, in one line each.</summary>
internal static class StartFailure
{
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";
    private const string KestrelCategory = "Microsoft.AspNetCore.Server.Kestrel";

    /// <summary>Who says that a setting is of the wrong type; its sentence names the setting.</summary>
    private const string BinderAssembly = "Microsoft.Extensions.Configuration.Binder";

    /// <summary>The sentence; null for a failure that only its stack trace explains.</summary>
    public static string? Explain(Exception failure) => failure switch
    {
        OptionsValidationException e => string.Join(" ", e.Failures),
        AggregateException e when e.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            string.Join(" ", e.InnerExceptions.Select(Explain)),
        IOException { InnerException: AddressInUseException } e => e.Message,
        SocketException e => $"the address cannot be used: {e.Message}.",
        DbException e => $"the database cannot be used: {OneLine(e.Message)} Check Database:Provider and ConnectionStrings:Billing.",
        StripeRefusedException or StripeUnreachableException => $"Stripe cannot be used: {OneLine(failure.Message)}",
        BillingException e => e.Message,
        DirectoryNotFoundException or UnauthorizedAccessException =>
            $"{OneLine(failure.Message)} Check the folders of ConnectionStrings:Billing and DataProtection:KeyPath.",
        TimeoutException e => e.Message,
        RetryLimitExceededException { InnerException: { } last } => Explain(last),
        InvalidOperationException { Source: BinderAssembly } e => OneLine(e.Message),
        ValidationException e => string.Join(" ", e.Errors.Select(error => error.ErrorMessage)),
        _ => null,
    };

    /// <summary>
    /// Hosting and Kestrel log a failed start with its stack trace before they throw it. Until the start is over they are quiet:
    /// <see cref="ApiHost.RunAsync"/> tells of it, in the sentence above or in full.
    /// </summary>
    public static void LeaveToTheCaller(ILoggingBuilder logging, Func<bool> isStarted) => logging
        .AddFilter(HostCategory, level => isStarted() && level >= LogLevel.Information)
        .AddFilter(KestrelCategory, level => isStarted() && level >= LogLevel.Warning);

    private static string OneLine(string message)
    {
        var line = message.ReplaceLineEndings(" ").Trim();
        return line.EndsWith('.') ? line : line + ".";
    }
}
