using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Eci.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class OrdersAndSync : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "number",
                table: "commerce_package",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "carrier",
                table: "commerce_order",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "changed_at_origin",
                table: "commerce_order",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "currency",
                table: "commerce_order",
                type: "character varying(3)",
                maxLength: 3,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "customer_note",
                table: "commerce_order",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "discount_code",
                table: "commerce_order",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "discount_net",
                table: "commerce_order",
                type: "numeric(19,4)",
                precision: 19,
                scale: 4,
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<DateOnly>(
                name: "expected_shipping_date",
                table: "commerce_order",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "invoice_status",
                table: "commerce_order",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "NOT_INVOICED");

            migrationBuilder.AddColumn<string>(
                name: "origin",
                table: "commerce_order",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "api");

            migrationBuilder.AddColumn<string>(
                name: "payment_status",
                table: "commerce_order",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "UNPAID");

            migrationBuilder.AddColumn<bool>(
                name: "ready_to_fulfil",
                table: "commerce_order",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "reference_number",
                table: "commerce_order",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "sales_channel_id",
                table: "commerce_order",
                type: "character varying(60)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "shipment_status",
                table: "commerce_order",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "PENDING");

            migrationBuilder.AddColumn<decimal>(
                name: "shipping_gross",
                table: "commerce_order",
                type: "numeric(19,4)",
                precision: 19,
                scale: 4,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "shipping_method_name",
                table: "commerce_order",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "shipping_net",
                table: "commerce_order",
                type: "numeric(19,4)",
                precision: 19,
                scale: 4,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "shipping_tax_rate",
                table: "commerce_order",
                type: "numeric(19,4)",
                precision: 19,
                scale: 4,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "stage",
                table: "commerce_order",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "STORED");

            migrationBuilder.AddColumn<string>(
                name: "status",
                table: "commerce_order",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "CONFIRMED");

            migrationBuilder.AddColumn<decimal>(
                name: "total_gross",
                table: "commerce_order",
                type: "numeric(19,4)",
                precision: 19,
                scale: 4,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "total_net",
                table: "commerce_order",
                type: "numeric(19,4)",
                precision: 19,
                scale: 4,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "company_id",
                table: "commerce_contact",
                type: "character varying(60)",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "commerce_category",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    normalized_name = table.Column<string>(type: "text", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: true),
                    parent_category_id = table.Column<string>(type: "character varying(60)", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_category", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_category_commerce_category_parent_category_id",
                        column: x => x.parent_category_id,
                        principalTable: "commerce_category",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_category_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_company",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    normalized_name = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_company", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_company_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_contact_address",
                columns: table => new
                {
                    contact_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    address_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    is_default_shipping = table.Column<bool>(type: "boolean", nullable: false),
                    is_default_billing = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_contact_address", x => new { x.contact_id, x.address_id });
                    table.ForeignKey(
                        name: "fk_commerce_contact_address_commerce_address_address_id",
                        column: x => x.address_id,
                        principalTable: "commerce_address",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_contact_address_commerce_contact_contact_id",
                        column: x => x.contact_id,
                        principalTable: "commerce_contact",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_invoice",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    invoice_number = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: true),
                    total_gross = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    main_contact_id = table.Column<string>(type: "character varying(60)", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_invoice", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_invoice_commerce_contact_main_contact_id",
                        column: x => x.main_contact_id,
                        principalTable: "commerce_contact",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_invoice_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_order_metadata",
                columns: table => new
                {
                    order_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_order_metadata", x => new { x.order_id, x.key });
                    table.ForeignKey(
                        name: "fk_commerce_order_metadata_commerce_order_order_id",
                        column: x => x.order_id,
                        principalTable: "commerce_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_payment_method",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    gateway = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_payment_method", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_payment_method_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_sales_channel",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    normalized_name = table.Column<string>(type: "text", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: true),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_sales_channel", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_sales_channel_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_tax",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    normalized_name = table.Column<string>(type: "text", nullable: false),
                    percentage = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_tax", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_tax_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_warehouse",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    normalized_name = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_warehouse", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_warehouse_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_life",
                columns: table => new
                {
                    correlation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    current_state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    order_id = table.Column<string>(type: "text", nullable: false),
                    check_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended = table.Column<bool>(type: "boolean", nullable: false),
                    timer_token_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_life", x => x.correlation_id);
                });

            migrationBuilder.CreateTable(
                name: "orders_reached_stage",
                columns: table => new
                {
                    order_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    stage = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_reached_stage", x => new { x.order_id, x.stage });
                    table.ForeignKey(
                        name: "fk_orders_reached_stage_commerce_order_order_id",
                        column: x => x.order_id,
                        principalTable: "commerce_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_step",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    order_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    detail = table.Column<string>(type: "text", nullable: true),
                    due_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    overdue_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_step", x => x.id);
                    table.ForeignKey(
                        name: "fk_orders_step_commerce_order_order_id",
                        column: x => x.order_id,
                        principalTable: "commerce_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "product_feed_file",
                columns: table => new
                {
                    build_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    variant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    format = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    app_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    last_modified = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    compressed_length = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_feed_file", x => new { x.build_id, x.variant, x.format });
                });

            migrationBuilder.CreateTable(
                name: "product_feed_part",
                columns: table => new
                {
                    build_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    variant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    format = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    app_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_feed_part", x => new { x.build_id, x.variant, x.format, x.number });
                });

            migrationBuilder.CreateTable(
                name: "product_feed_state",
                columns: table => new
                {
                    app_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    dirty_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    building_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    building_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    retry_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    current_build_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    previous_build_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    built_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    app_version = table.Column<int>(type: "integer", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    left_out = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_feed_state", x => x.app_id);
                });

            migrationBuilder.CreateTable(
                name: "saleor_install_link",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    app_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    webhook_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    secret_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    used_by = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saleor_install_link", x => x.id);
                    table.ForeignKey(
                        name: "fk_saleor_install_link_core_app_app_id",
                        column: x => x.app_id,
                        principalTable: "core_app",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "saleor_installation",
                columns: table => new
                {
                    app_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    api_url = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    saleor_app_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    schema_version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    installed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    refused_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saleor_installation", x => x.app_id);
                    table.ForeignKey(
                        name: "fk_saleor_installation_core_app_app_id",
                        column: x => x.app_id,
                        principalTable: "core_app",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sync_cursor",
                columns: table => new
                {
                    app_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    entity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    direction = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    newest_change = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    newest_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    backfill_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    backfill_requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    backfill_finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    backfill_cursor = table.Column<string>(type: "text", nullable: true),
                    backfill_read = table.Column<long>(type: "bigint", nullable: false),
                    backfill_total = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sync_cursor", x => new { x.app_id, x.entity, x.direction });
                    table.ForeignKey(
                        name: "fk_sync_cursor_core_app_app_id",
                        column: x => x.app_id,
                        principalTable: "core_app",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sync_link",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    app_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    entity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    external_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    internal_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sync_link", x => x.id);
                    table.ForeignKey(
                        name: "fk_sync_link_core_app_app_id",
                        column: x => x.app_id,
                        principalTable: "core_app",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sync_pace",
                columns: table => new
                {
                    app_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    next_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    rests_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    rest_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    rests = table.Column<int>(type: "integer", nullable: false),
                    denied_version = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sync_pace", x => x.app_id);
                    table.ForeignKey(
                        name: "fk_sync_pace_core_app_app_id",
                        column: x => x.app_id,
                        principalTable: "core_app",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sync_record",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    app_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    entity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    direction = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    blocked_by = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: true),
                    error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    hash = table.Column<string>(type: "text", nullable: true),
                    external_updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    synced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    held_by = table.Column<string>(type: "text", nullable: true),
                    held_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sync_record", x => x.id);
                    table.ForeignKey(
                        name: "fk_sync_record_core_app_app_id",
                        column: x => x.app_id,
                        principalTable: "core_app",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_product",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    normalized_name = table.Column<string>(type: "text", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: true),
                    description_html = table.Column<string>(type: "text", nullable: true),
                    type_name = table.Column<string>(type: "text", nullable: true),
                    category_id = table.Column<string>(type: "character varying(60)", nullable: true),
                    hs_code = table.Column<string>(type: "text", nullable: true),
                    country_of_origin = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_product", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_product_commerce_category_category_id",
                        column: x => x.category_id,
                        principalTable: "commerce_category",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_product_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_invoice_order",
                columns: table => new
                {
                    invoice_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    order_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_invoice_order", x => new { x.invoice_id, x.order_id });
                    table.ForeignKey(
                        name: "fk_commerce_invoice_order_commerce_invoice_invoice_id",
                        column: x => x.invoice_id,
                        principalTable: "commerce_invoice",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_invoice_order_commerce_order_order_id",
                        column: x => x.order_id,
                        principalTable: "commerce_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_payment",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    reference_number = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    order_id = table.Column<string>(type: "character varying(60)", nullable: true),
                    payment_method_id = table.Column<string>(type: "character varying(60)", nullable: true),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    refunded_amount = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    transaction_fee = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    date = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_payment", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_payment_commerce_order_order_id",
                        column: x => x.order_id,
                        principalTable: "commerce_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_payment_commerce_payment_method_payment_method_id",
                        column: x => x.payment_method_id,
                        principalTable: "commerce_payment_method",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_payment_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_product_listing",
                columns: table => new
                {
                    product_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    sales_channel_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    is_published = table.Column<bool>(type: "boolean", nullable: false),
                    is_available_for_purchase = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_product_listing", x => new { x.product_id, x.sales_channel_id });
                    table.ForeignKey(
                        name: "fk_commerce_product_listing_commerce_product_product_id",
                        column: x => x.product_id,
                        principalTable: "commerce_product",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_product_listing_commerce_sales_channel_sales_chann~",
                        column: x => x.sales_channel_id,
                        principalTable: "commerce_sales_channel",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_product_variant",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    product_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    sku = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name = table.Column<string>(type: "text", nullable: true),
                    ean = table.Column<string>(type: "text", nullable: true),
                    weight_grams = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    is_bundle = table.Column<bool>(type: "boolean", nullable: false),
                    sales_tax_id = table.Column<string>(type: "character varying(60)", nullable: true),
                    default_warehouse_id = table.Column<string>(type: "character varying(60)", nullable: true),
                    average_rating = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    rating_count = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_product_variant", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_product_variant_commerce_product_product_id",
                        column: x => x.product_id,
                        principalTable: "commerce_product",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_product_variant_commerce_tax_sales_tax_id",
                        column: x => x.sales_tax_id,
                        principalTable: "commerce_tax",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_product_variant_commerce_warehouse_default_warehou~",
                        column: x => x.default_warehouse_id,
                        principalTable: "commerce_warehouse",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_product_variant_core_tenant_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "core_tenant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_order_line_item",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    order_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    line_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    sku = table.Column<string>(type: "text", nullable: true),
                    product_name = table.Column<string>(type: "text", nullable: true),
                    product_variant_id = table.Column<string>(type: "character varying(60)", nullable: true),
                    quantity = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    tax_rate = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    tax_id = table.Column<string>(type: "character varying(60)", nullable: true),
                    unit_net = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    unit_gross = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    total_net = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    total_gross = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    undiscounted_unit_net = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    undiscounted_unit_gross = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    discount_net = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    is_gift_card = table.Column<bool>(type: "boolean", nullable: false),
                    warehouse_id = table.Column<string>(type: "character varying(60)", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_order_line_item", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_order_line_item_commerce_order_order_id",
                        column: x => x.order_id,
                        principalTable: "commerce_order",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_order_line_item_commerce_product_variant_product_v~",
                        column: x => x.product_variant_id,
                        principalTable: "commerce_product_variant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_order_line_item_commerce_tax_tax_id",
                        column: x => x.tax_id,
                        principalTable: "commerce_tax",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_order_line_item_commerce_warehouse_warehouse_id",
                        column: x => x.warehouse_id,
                        principalTable: "commerce_warehouse",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_product_attribute",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    product_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    product_variant_id = table.Column<string>(type: "character varying(60)", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    normalized_name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_product_attribute", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_product_attribute_commerce_product_product_id",
                        column: x => x.product_id,
                        principalTable: "commerce_product",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_product_attribute_commerce_product_variant_product~",
                        column: x => x.product_variant_id,
                        principalTable: "commerce_product_variant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_product_media",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    product_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    product_variant_id = table.Column<string>(type: "character varying(60)", nullable: true),
                    url = table.Column<string>(type: "text", nullable: false),
                    alt_text = table.Column<string>(type: "text", nullable: true),
                    is_image = table.Column<bool>(type: "boolean", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_product_media", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_product_media_commerce_product_product_id",
                        column: x => x.product_id,
                        principalTable: "commerce_product",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_product_media_commerce_product_variant_product_var~",
                        column: x => x.product_variant_id,
                        principalTable: "commerce_product_variant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_sales_channel_price",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    sales_channel_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    product_variant_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    min_quantity = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    valid_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    valid_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    price = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    undiscounted_price = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_sales_channel_price", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_sales_channel_price_commerce_product_variant_produ~",
                        column: x => x.product_variant_id,
                        principalTable: "commerce_product_variant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_sales_channel_price_commerce_sales_channel_sales_c~",
                        column: x => x.sales_channel_id,
                        principalTable: "commerce_sales_channel",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_stock_entry",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    warehouse_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    product_variant_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    owner = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    on_hand = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    committed = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    available_for_sale = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_stock_entry", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_stock_entry_commerce_product_variant_product_varia~",
                        column: x => x.product_variant_id,
                        principalTable: "commerce_product_variant",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_stock_entry_commerce_warehouse_warehouse_id",
                        column: x => x.warehouse_id,
                        principalTable: "commerce_warehouse",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commerce_package_line_item",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    package_id = table.Column<string>(type: "character varying(60)", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    sku = table.Column<string>(type: "text", nullable: true),
                    quantity = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    order_line_item_id = table.Column<string>(type: "character varying(60)", nullable: true),
                    warehouse_id = table.Column<string>(type: "character varying(60)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commerce_package_line_item", x => x.id);
                    table.ForeignKey(
                        name: "fk_commerce_package_line_item_commerce_order_line_item_order_l~",
                        column: x => x.order_line_item_id,
                        principalTable: "commerce_order_line_item",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_package_line_item_commerce_package_package_id",
                        column: x => x.package_id,
                        principalTable: "commerce_package",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_commerce_package_line_item_commerce_warehouse_warehouse_id",
                        column: x => x.warehouse_id,
                        principalTable: "commerce_warehouse",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_package_tenant_id_number",
                table: "commerce_package",
                columns: new[] { "tenant_id", "number" },
                unique: true,
                filter: "number IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_order_sales_channel_id",
                table: "commerce_order",
                column: "sales_channel_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_order_tenant_id_origin_reference_number",
                table: "commerce_order",
                columns: new[] { "tenant_id", "origin", "reference_number" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_contact_company_id",
                table: "commerce_contact",
                column: "company_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_category_parent_category_id",
                table: "commerce_category",
                column: "parent_category_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_category_tenant_id_normalized_name",
                table: "commerce_category",
                columns: new[] { "tenant_id", "normalized_name" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_category_tenant_id_slug",
                table: "commerce_category",
                columns: new[] { "tenant_id", "slug" },
                unique: true,
                filter: "slug IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_company_tenant_id_normalized_name",
                table: "commerce_company",
                columns: new[] { "tenant_id", "normalized_name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_contact_address_address_id",
                table: "commerce_contact_address",
                column: "address_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_invoice_main_contact_id",
                table: "commerce_invoice",
                column: "main_contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_invoice_tenant_id_created_at_id",
                table: "commerce_invoice",
                columns: new[] { "tenant_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_invoice_tenant_id_invoice_number",
                table: "commerce_invoice",
                columns: new[] { "tenant_id", "invoice_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_invoice_order_order_id",
                table: "commerce_invoice_order",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_order_line_item_order_id_line_key",
                table: "commerce_order_line_item",
                columns: new[] { "order_id", "line_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_order_line_item_product_variant_id",
                table: "commerce_order_line_item",
                column: "product_variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_order_line_item_tax_id",
                table: "commerce_order_line_item",
                column: "tax_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_order_line_item_warehouse_id",
                table: "commerce_order_line_item",
                column: "warehouse_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_package_line_item_order_line_item_id",
                table: "commerce_package_line_item",
                column: "order_line_item_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_package_line_item_package_id_position",
                table: "commerce_package_line_item",
                columns: new[] { "package_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_package_line_item_warehouse_id",
                table: "commerce_package_line_item",
                column: "warehouse_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_payment_order_id",
                table: "commerce_payment",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_payment_payment_method_id",
                table: "commerce_payment",
                column: "payment_method_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_payment_tenant_id_created_at_id",
                table: "commerce_payment",
                columns: new[] { "tenant_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_payment_tenant_id_reference_number",
                table: "commerce_payment",
                columns: new[] { "tenant_id", "reference_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_payment_method_tenant_id_gateway_method_currency",
                table: "commerce_payment_method",
                columns: new[] { "tenant_id", "gateway", "method", "currency" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_product_category_id",
                table: "commerce_product",
                column: "category_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_product_tenant_id_created_at_id",
                table: "commerce_product",
                columns: new[] { "tenant_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_product_tenant_id_normalized_name",
                table: "commerce_product",
                columns: new[] { "tenant_id", "normalized_name" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_product_tenant_id_updated_at_id",
                table: "commerce_product",
                columns: new[] { "tenant_id", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_product_attribute_product_id_normalized_name",
                table: "commerce_product_attribute",
                columns: new[] { "product_id", "normalized_name" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_product_attribute_product_variant_id",
                table: "commerce_product_attribute",
                column: "product_variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_product_listing_sales_channel_id_product_id",
                table: "commerce_product_listing",
                columns: new[] { "sales_channel_id", "product_id" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_product_media_product_id_url",
                table: "commerce_product_media",
                columns: new[] { "product_id", "url" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_product_media_product_variant_id",
                table: "commerce_product_media",
                column: "product_variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_product_variant_default_warehouse_id",
                table: "commerce_product_variant",
                column: "default_warehouse_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_product_variant_product_id",
                table: "commerce_product_variant",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_product_variant_sales_tax_id",
                table: "commerce_product_variant",
                column: "sales_tax_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_product_variant_tenant_id_sku",
                table: "commerce_product_variant",
                columns: new[] { "tenant_id", "sku" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_sales_channel_tenant_id_normalized_name",
                table: "commerce_sales_channel",
                columns: new[] { "tenant_id", "normalized_name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_sales_channel_price_product_variant_id_sales_chann~",
                table: "commerce_sales_channel_price",
                columns: new[] { "product_variant_id", "sales_channel_id", "min_quantity", "valid_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_sales_channel_price_sales_channel_id",
                table: "commerce_sales_channel_price",
                column: "sales_channel_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_stock_entry_product_variant_id_warehouse_id",
                table: "commerce_stock_entry",
                columns: new[] { "product_variant_id", "warehouse_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_stock_entry_tenant_id_updated_at",
                table: "commerce_stock_entry",
                columns: new[] { "tenant_id", "updated_at" });

            migrationBuilder.CreateIndex(
                name: "ix_commerce_stock_entry_warehouse_id",
                table: "commerce_stock_entry",
                column: "warehouse_id");

            migrationBuilder.CreateIndex(
                name: "ix_commerce_tax_tenant_id_normalized_name",
                table: "commerce_tax",
                columns: new[] { "tenant_id", "normalized_name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commerce_warehouse_tenant_id_normalized_name",
                table: "commerce_warehouse",
                columns: new[] { "tenant_id", "normalized_name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_step_order_id_name_key",
                table: "orders_step",
                columns: new[] { "order_id", "name", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_step_tenant_id_overdue_since",
                table: "orders_step",
                columns: new[] { "tenant_id", "overdue_since" },
                filter: "overdue_since IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orders_step_tenant_id_updated_at_id",
                table: "orders_step",
                columns: new[] { "tenant_id", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_product_feed_file_app_id",
                table: "product_feed_file",
                column: "app_id");

            migrationBuilder.CreateIndex(
                name: "ix_product_feed_part_app_id",
                table: "product_feed_part",
                column: "app_id");

            migrationBuilder.CreateIndex(
                name: "ix_product_feed_state_tenant_id",
                table: "product_feed_state",
                column: "tenant_id");

            migrationBuilder.CreateIndex(
                name: "ix_saleor_install_link_app_id",
                table: "saleor_install_link",
                column: "app_id");

            migrationBuilder.CreateIndex(
                name: "ix_saleor_install_link_secret_hash",
                table: "saleor_install_link",
                column: "secret_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_saleor_install_link_tenant_id_expires_at",
                table: "saleor_install_link",
                columns: new[] { "tenant_id", "expires_at" });

            migrationBuilder.CreateIndex(
                name: "ix_saleor_installation_api_url_kind",
                table: "saleor_installation",
                columns: new[] { "api_url", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sync_link_app_id_entity_external_id",
                table: "sync_link",
                columns: new[] { "app_id", "entity", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sync_link_app_id_entity_internal_id",
                table: "sync_link",
                columns: new[] { "app_id", "entity", "internal_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sync_link_internal_id",
                table: "sync_link",
                column: "internal_id");

            migrationBuilder.CreateIndex(
                name: "ix_sync_record_app_id_entity_direction_key",
                table: "sync_record",
                columns: new[] { "app_id", "entity", "direction", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sync_record_app_id_next_attempt_at",
                table: "sync_record",
                columns: new[] { "app_id", "next_attempt_at" },
                filter: "next_attempt_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_sync_record_tenant_id_blocked_by",
                table: "sync_record",
                columns: new[] { "tenant_id", "blocked_by" },
                filter: "blocked_by IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_sync_record_tenant_id_updated_at_id",
                table: "sync_record",
                columns: new[] { "tenant_id", "updated_at", "id" });

            migrationBuilder.AddForeignKey(
                name: "fk_commerce_contact_commerce_company_company_id",
                table: "commerce_contact",
                column: "company_id",
                principalTable: "commerce_company",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_commerce_order_commerce_sales_channel_sales_channel_id",
                table: "commerce_order",
                column: "sales_channel_id",
                principalTable: "commerce_sales_channel",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            // What is known of orders that were stored before they had statuses: their packages. The rules are those of ShipmentRules.
            migrationBuilder.Sql("""
                UPDATE commerce_order SET shipment_status = (
                    SELECT CASE
                        WHEN sum(p.sent) = 0 THEN 'PENDING'
                        WHEN sum(p.arrived) > 0 AND sum(p.arrived) = sum(p.kept) THEN 'DELIVERED'
                        WHEN sum(p.sent) = count(*) THEN 'SHIPPED'
                        ELSE 'PARTIALLY_SHIPPED' END
                    FROM (
                        SELECT
                            order_id,
                            CASE WHEN state IN ('INIT', 'PENDING', 'INFORMATION_RECEIVED', 'EXPIRED') THEN 0 ELSE 1 END AS sent,
                            CASE WHEN is_return THEN 0 ELSE 1 END AS kept,
                            CASE WHEN state = 'DELIVERED' AND NOT is_return THEN 1 ELSE 0 END AS arrived
                        FROM commerce_package) AS p
                    WHERE p.order_id = commerce_order.id)
                WHERE id IN (SELECT order_id FROM commerce_package WHERE order_id IS NOT NULL);
                """);

            migrationBuilder.Sql("""
                UPDATE commerce_order SET stage = CASE shipment_status WHEN 'DELIVERED' THEN 'DONE' WHEN 'SHIPPED' THEN 'SHIPPED' ELSE 'PACKED' END
                WHERE id IN (SELECT order_id FROM commerce_package WHERE order_id IS NOT NULL);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_commerce_contact_commerce_company_company_id",
                table: "commerce_contact");

            migrationBuilder.DropForeignKey(
                name: "fk_commerce_order_commerce_sales_channel_sales_channel_id",
                table: "commerce_order");

            migrationBuilder.DropTable(
                name: "commerce_company");

            migrationBuilder.DropTable(
                name: "commerce_contact_address");

            migrationBuilder.DropTable(
                name: "commerce_invoice_order");

            migrationBuilder.DropTable(
                name: "commerce_order_metadata");

            migrationBuilder.DropTable(
                name: "commerce_package_line_item");

            migrationBuilder.DropTable(
                name: "commerce_payment");

            migrationBuilder.DropTable(
                name: "commerce_product_attribute");

            migrationBuilder.DropTable(
                name: "commerce_product_listing");

            migrationBuilder.DropTable(
                name: "commerce_product_media");

            migrationBuilder.DropTable(
                name: "commerce_sales_channel_price");

            migrationBuilder.DropTable(
                name: "commerce_stock_entry");

            migrationBuilder.DropTable(
                name: "orders_life");

            migrationBuilder.DropTable(
                name: "orders_reached_stage");

            migrationBuilder.DropTable(
                name: "orders_step");

            migrationBuilder.DropTable(
                name: "product_feed_file");

            migrationBuilder.DropTable(
                name: "product_feed_part");

            migrationBuilder.DropTable(
                name: "product_feed_state");

            migrationBuilder.DropTable(
                name: "saleor_install_link");

            migrationBuilder.DropTable(
                name: "saleor_installation");

            migrationBuilder.DropTable(
                name: "sync_cursor");

            migrationBuilder.DropTable(
                name: "sync_link");

            migrationBuilder.DropTable(
                name: "sync_pace");

            migrationBuilder.DropTable(
                name: "sync_record");

            migrationBuilder.DropTable(
                name: "commerce_invoice");

            migrationBuilder.DropTable(
                name: "commerce_order_line_item");

            migrationBuilder.DropTable(
                name: "commerce_payment_method");

            migrationBuilder.DropTable(
                name: "commerce_sales_channel");

            migrationBuilder.DropTable(
                name: "commerce_product_variant");

            migrationBuilder.DropTable(
                name: "commerce_product");

            migrationBuilder.DropTable(
                name: "commerce_tax");

            migrationBuilder.DropTable(
                name: "commerce_warehouse");

            migrationBuilder.DropTable(
                name: "commerce_category");

            migrationBuilder.DropIndex(
                name: "ix_commerce_package_tenant_id_number",
                table: "commerce_package");

            migrationBuilder.DropIndex(
                name: "ix_commerce_order_sales_channel_id",
                table: "commerce_order");

            migrationBuilder.DropIndex(
                name: "ix_commerce_order_tenant_id_origin_reference_number",
                table: "commerce_order");

            migrationBuilder.DropIndex(
                name: "ix_commerce_contact_company_id",
                table: "commerce_contact");

            migrationBuilder.DropColumn(
                name: "number",
                table: "commerce_package");

            migrationBuilder.DropColumn(
                name: "carrier",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "changed_at_origin",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "currency",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "customer_note",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "discount_code",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "discount_net",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "expected_shipping_date",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "invoice_status",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "origin",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "payment_status",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "ready_to_fulfil",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "reference_number",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "sales_channel_id",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "shipment_status",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "shipping_gross",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "shipping_method_name",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "shipping_net",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "shipping_tax_rate",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "stage",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "status",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "total_gross",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "total_net",
                table: "commerce_order");

            migrationBuilder.DropColumn(
                name: "company_id",
                table: "commerce_contact");
        }
    }
}
