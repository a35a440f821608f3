package io.bendsync.runtime;

import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.ObjectName;

/** A bean as Kafka registers them, with attributes whose names no Java method could have. */
public record FakeBean(Map<String, Object> attributes) implements DynamicMBean {
    /** Registers one. */
    public static void register(String name, Map<String, Object> attributes) {
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(new FakeBean(attributes), new ObjectName(name));
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    /** Removes all that fit the pattern. */
    public static void unregister(String pattern) {
        try {
            for (ObjectName name :
                    ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName(pattern), null)) {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            }
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        if (!attributes.containsKey(attribute)) {
            throw new AttributeNotFoundException(attribute);
        }
        return attributes.get(attribute);
    }

    @Override
    public void setAttribute(Attribute attribute) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        return new AttributeList();
    }

    @Override
    public AttributeList setAttributes(AttributeList list) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return new MBeanInfo(FakeBean.class.getName(), "", null, null, null, null);
    }
}
