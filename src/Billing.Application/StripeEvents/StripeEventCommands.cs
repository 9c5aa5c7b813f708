using System.Collections.Frozen;
using System.Reflection;

namespace Billing.Application.StripeEvents;

/// <summary>
/// Finds the command of an event type by <see cref="StripeEventAttribute"/>: a new event type is one new file, and no edit elsewhere.
/// </summary>
public static class StripeEventCommands
{
    private static readonly FrozenDictionary<string, Func<StripeEvent, IStripeEventCommand>> Factories = Scan();

    /// <summary>The types of events that are processed, sorted; what a webhook endpoint should be subscribed to.</summary>
    public static IReadOnlyList<string> HandledTypes { get; } = [.. Factories.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether events of this type are processed.</summary>
    public static bool Handles(string type) => Factories.ContainsKey(type);

    /// <summary>The command that processes the event.</summary>
    /// <exception cref="InvalidOperationException">Events of this type are not processed.</exception>
    public static IStripeEventCommand Create(StripeEvent stripeEvent) =>
        Factories.TryGetValue(stripeEvent.Type, out Func<StripeEvent, IStripeEventCommand>? create)
            ? create(stripeEvent)
            : throw new InvalidOperationException($"No command processes {stripeEvent.Type}.");

    private static FrozenDictionary<string, Func<StripeEvent, IStripeEventCommand>> Scan()
    {
        var factories = new Dictionary<string, Func<StripeEvent, IStripeEventCommand>>(StringComparer.Ordinal);
        foreach (Type command in typeof(StripeEventCommands).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IStripeEventCommand))))
        {
            StripeEventAttribute types = command.GetCustomAttribute<StripeEventAttribute>()
                ?? throw new InvalidOperationException($"{command.Name} names no event types.");
            ConstructorInfo constructor = command.GetConstructor([typeof(StripeEvent)])
                ?? throw new InvalidOperationException($"{command.Name} has no constructor that takes the event alone.");
            var invoker = ConstructorInvoker.Create(constructor);
            foreach (string type in types.Types)
            {
                factories.Add(type, stripeEvent => (IStripeEventCommand)invoker.Invoke(stripeEvent));
            }
        }

        return factories.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
