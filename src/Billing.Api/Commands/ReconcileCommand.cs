using System.Globalization;
using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Application.Reconciliation;
using Billing.Infrastructure.Persistence;
using MediatR;

namespace Billing.Api.Commands;

/// <summary>Compares with Stripe now, and shows how it goes on.</summary>
internal sealed class ReconcileCommand : ISubCommand
{
    public string Words => "reconcile";

    public (string Arguments, string Summary) Usage =>
        ("[--since 30d]", "compares with Stripe, mends what differs and fetches events that were never delivered (d, h or m)");

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, string[] settings, CancellationToken cancellationToken)
    {
        string? text = new ConfigurationBuilder().AddCommandLine(settings).Build()["since"];
        TimeSpan? span = null;
        if (arguments.Count != 0 || (text is not null && (span = Parse(text)) is null))
        {
            throw new UsageException();
        }

        await using var app = ApiHost.Build(settings);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().EnsureCurrentAsync(cancellationToken);
        var sender = scope.ServiceProvider.GetRequiredService<ISender>();
        DateTime? since = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime - span;
        try
        {
            ReconciliationDetails begun = await sender.Send(new StartReconciliation(since, ActorId: null), cancellationToken);
            return Tell(await sender.Send(new RunReconciliation(begun.Id, new ConsoleProgress()), cancellationToken));
        }
        catch (Exception e) when (e is BillingException or StripeRefusedException or StripeUnreachableException)
        {
            await Console.Error.WriteLineAsync($"The comparison stopped: {e.Message}");
            return 1;
        }
    }

    private static int Tell(ReconciliationDetails done)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{done.Checked} looked at, {done.Drifted} missing or different, {done.Healed} of them mended. Events that were fetched are processed by the running service."));
        return done.Drifted == done.Healed ? 0 : 1;
    }

    /// <summary><c>30d</c>, <c>12h</c> or <c>90m</c>; null for anything else.</summary>
    private static TimeSpan? Parse(string text) =>
        text.Length > 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? text[^1] switch
            {
                'd' => TimeSpan.FromDays(number),
                'h' => TimeSpan.FromHours(number),
                'm' => TimeSpan.FromMinutes(number),
                _ => null,
            }
            : null;

    /// <summary>Line by line and in order, which <see cref="Progress{T}"/> does not promise.</summary>
    private sealed class ConsoleProgress : IProgress<string>
    {
        public void Report(string value) => Console.WriteLine(value);
    }
}
