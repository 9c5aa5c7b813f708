using Billing.Application.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Billing.IntegrationTests.Infrastructure;

/// <summary>Takes mails as a mail server would, and remembers what it was handed.</summary>
internal sealed class RecordingSender : IEmailSender
{
    private readonly Lock _gate = new();
    private readonly List<Email> _sent = [];

    /// <summary>The address for which it refuses mails.</summary>
    public string? FailsFor { get; set; }

    /// <summary>How often it refused.</summary>
    public int Failures { get; private set; }

    /// <summary>Everything that was handed over.</summary>
    public IReadOnlyList<Email> Sent
    {
        get
        {
            lock (_gate)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>The mails to an address whose text has something in it.</summary>
    public IReadOnlyList<Email> To(string address, string text = "") =>
        [.. Sent.Where(mail => mail.To == address && mail.Text.Contains(text, StringComparison.Ordinal))];

    /// <summary>Makes an application send its mails here.</summary>
    public void Replace(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<IEmailSender>(this));

    /// <inheritdoc />
    public Task SendAsync(Email email, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (email.To == FailsFor)
            {
                Failures++;
                throw new InvalidOperationException($"The mail server refuses {email.To}.");
            }

            _sent.Add(email);
            return Task.CompletedTask;
        }
    }
}
