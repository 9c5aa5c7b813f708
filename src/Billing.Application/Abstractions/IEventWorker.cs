namespace Billing.Application.Abstractions;

/// <summary>Whoever processes the events.</summary>
public interface IEventWorker
{
    /// <summary>There is something to do.</summary>
    void Wake();
}
