using Billing.Domain.Customers;
using Billing.Domain.Snapshots;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Domain;

public sealed class CustomerTests
{
    [Test]
    public void It_is_asked_for_under_one_key_and_its_replacement_under_another()
    {
        var user = Guid.NewGuid();
        Customer customer = Some.Customer(user);
        customer.IdempotencyKey.ShouldBe($"customer:{user}:1");
        customer.Apply(Some.CustomerSnapshot(), Some.Seen());
        customer.IdempotencyKey.ShouldBe($"customer:{user}:1");
        Some.Customer(user, generation: 2).IdempotencyKey.ShouldBe($"customer:{user}:2");
    }

    [Test]
    public void One_that_is_gone_at_Stripe_makes_room_but_keeps_its_id_for_late_events()
    {
        Customer customer = Some.Customer();
        customer.Apply(Some.CustomerSnapshot(), Some.Seen());
        customer.Retire(Some.Seen(10));
        customer.IsPrimary.ShouldBeFalse();
        customer.StripeCustomerId.ShouldBe("cus_1");
        customer.Seen.ShouldBe(Some.Seen(10));
    }

    [Test]
    public void Only_one_that_Stripe_never_made_can_be_given_up()
    {
        Customer customer = Some.Customer();
        customer.GiveUp();
        customer.IsPrimary.ShouldBeFalse();

        Customer made = Some.Customer();
        made.Apply(Some.CustomerSnapshot(), Some.Seen());
        Should.Throw<InvalidOperationException>(made.GiveUp);
    }

    [Test]
    public void Stripes_answer_names_it()
    {
        Customer customer = Some.Customer();
        customer.Apply(Some.CustomerSnapshot(email: "ada@stripe.example"), Some.Seen());
        customer.StripeCustomerId.ShouldBe("cus_1");
        customer.Email.ShouldBe("ada@stripe.example");
        customer.Seen.ShouldBe(Some.Seen());
    }

    [Test]
    public void A_row_never_becomes_another_customer()
    {
        Customer customer = Some.Customer();
        customer.Apply(Some.CustomerSnapshot(), Some.Seen());
        Should.Throw<InvalidOperationException>(() => customer.Apply(Some.CustomerSnapshot("cus_2"), Some.Seen()));
    }

    [Test]
    public void A_deleted_one_is_never_taken_over() =>
        Should.Throw<InvalidOperationException>(() => Some.Customer().Apply(Some.CustomerSnapshot(deleted: true), Some.Seen()));

    [Test]
    public void One_that_Stripe_says_is_the_users_is_adopted()
    {
        var user = Guid.NewGuid();
        Customer customer = Customer.Adopt(user, Some.CustomerSnapshot(), Some.Seen(), isPrimary: false, Some.Noon);
        customer.UserId.ShouldBe(user);
        customer.StripeCustomerId.ShouldBe("cus_1");
        customer.IsPrimary.ShouldBeFalse();
    }

    [Test]
    public void Deletion_is_the_end_of_its_life()
    {
        Customer customer = Some.Customer();
        customer.Apply(Some.CustomerSnapshot(), Some.Seen());
        customer.OrderOf(Some.CustomerSnapshot(deleted: true)).ShouldBe(LifecycleOrder.Later);
        customer.OrderOf(Some.CustomerSnapshot()).ShouldBe(LifecycleOrder.Same);
        customer.OrderOf(Some.CustomerSnapshot(name: "Ada L.")).ShouldBe(LifecycleOrder.Unknown);
    }
}
