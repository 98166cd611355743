namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>Who did something: <see cref="User"/> or <see cref="App"/>.</summary>
internal interface IUserOrApp;

/// <summary>How an order reaches its customer: <see cref="ShippingMethod"/> or <see cref="Warehouse"/>.</summary>
internal interface IDeliveryMethod;
