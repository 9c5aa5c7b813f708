using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Billing.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Lifecycle : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "is_disputed",
                table: "payment_transactions");

            migrationBuilder.AddColumn<DateTime>(
                name: "past_due_since",
                table: "user_subscriptions",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "discount_cents",
                table: "payment_transactions",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "dispute_status",
                table: "payment_transactions",
                type: "varchar(32)",
                unicode: false,
                maxLength: 32,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "receipt_url",
                table: "payment_transactions",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "attempt_count",
                table: "invoices",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "discount_cents",
                table: "invoices",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTime>(
                name: "next_payment_attempt",
                table: "invoices",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "subtotal_cents",
                table: "invoices",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "tax_cents",
                table: "invoices",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "past_due_since",
                table: "user_subscriptions");

            migrationBuilder.DropColumn(
                name: "discount_cents",
                table: "payment_transactions");

            migrationBuilder.DropColumn(
                name: "dispute_status",
                table: "payment_transactions");

            migrationBuilder.DropColumn(
                name: "receipt_url",
                table: "payment_transactions");

            migrationBuilder.DropColumn(
                name: "attempt_count",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "discount_cents",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "next_payment_attempt",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "subtotal_cents",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "tax_cents",
                table: "invoices");

            migrationBuilder.AddColumn<bool>(
                name: "is_disputed",
                table: "payment_transactions",
                type: "bit",
                nullable: false,
                defaultValue: false);
        }
    }
}
