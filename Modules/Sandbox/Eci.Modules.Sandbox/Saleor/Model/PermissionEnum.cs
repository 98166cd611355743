namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>What apps may be allowed to do.</summary>
internal enum PermissionEnum
{
    ManageUsers,
    ManageStaff,
    ImpersonateUser,
    ManageApps,
    ManageObservability,
    ManageChannels,
    ManageDiscounts,
    ManagePlugins,
    ManageGiftCard,
    ManageMenus,
    ManageCheckouts,
    HandleCheckouts,
    HandleTaxes,
    ManageTaxes,
    ManageOrders,
    ManageOrdersImport,
    HandlePayments,
    ManagePages,
    ManagePageTypesAndAttributes,
    ManageProducts,
    ManageProductTypesAndAttributes,
    ManageShipping,
    ManageSettings,
    ManageTranslations,
}
